// One tab stop for a whole map: arrow keys move to the nearest region that way, Enter follows the
// link, and a polite line under the map says its name and value. Without this file every region is
// an ordinary link.
document.querySelectorAll("svg[role=group]").forEach((svg) => {
  const regions = [...svg.querySelectorAll("a[data-code]")];
  if (!regions.length) return;
  const said = document.createElement("p");
  said.className = "map-said";
  said.setAttribute("aria-live", "polite");
  svg.after(said);

  const ways = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  const at = (region) => [+region.dataset.x, +region.dataset.y];

  // What lies ahead counts; what lies aside counts twice.
  const next = (from, [east, south]) => {
    const [x, y] = at(from);
    let best, least = Infinity;
    regions.forEach((region) => {
      const [rx, ry] = at(region);
      const ahead = (rx - x) * east + (ry - y) * south;
      const aside = Math.abs((rx - x) * south) + Math.abs((ry - y) * east);
      if (ahead > 0 && aside <= 2 * ahead && ahead + 2 * aside < least) {
        least = ahead + 2 * aside;
        best = region;
      }
    });
    return best;
  };

  const first = regions.find((region) => region.matches("[aria-current]")) || regions[0];
  regions.forEach((region) => {
    region.setAttribute("tabindex", region === first ? 0 : -1);
    // On each region: a listener on the drawing itself would make that a tab stop, too.
    region.addEventListener("focus", () => {
      regions.forEach((other) => other.setAttribute("tabindex", other === region ? 0 : -1));
      said.textContent = region.querySelector("title").textContent;
    });
  });
  svg.addEventListener("keydown", (event) => {
    const region = event.target.closest("a[data-code]");
    const way = ways[event.key];
    if (!region || !way || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    next(region, way)?.focus();
  });
});
