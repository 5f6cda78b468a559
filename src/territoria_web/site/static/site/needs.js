// "Where I am now": fills the spot of a need from the device, then shows the page with the mark.
"use strict";
for (const line of document.querySelectorAll("[data-here]")) {
  const button = line.querySelector("button"), said = line.querySelector("[role=status]");
  const form = button.form;
  if (!navigator.geolocation || !form) continue;
  line.hidden = false;
  button.addEventListener("click", () => {
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(
      (found) => {
        form.elements.latitude.value = found.coords.latitude.toFixed(5);
        form.elements.longitude.value = found.coords.longitude.toFixed(5);
        const here = document.createElement("input");
        here.type = "hidden";
        here.name = here.value = "here";
        form.append(here);
        form.action = "#spot";
        form.submit();
      },
      () => {
        button.disabled = false;
        said.textContent = button.dataset.denied;
      },
      { timeout: 15000, maximumAge: 60000 },
    );
  });
}
