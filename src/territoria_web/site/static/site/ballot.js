// How many items are ticked, and what they cost together; the page says the same after pressing.
(() => {
  const form = document.getElementById("ballot");
  const said = form?.querySelector(".ticked");
  if (!said) return;
  const most = Number(form.dataset.most) || Infinity;
  const sum = new Intl.NumberFormat(document.documentElement.lang, {
    style: "currency", currency: form.dataset.currency, maximumFractionDigits: 0,
  });
  const tell = () => {
    const ticked = [...form.querySelectorAll("input[name=chosen]:checked")];
    const cost = ticked.reduce((all, one) => all + Number(one.dataset.cost), 0);
    const words = said.dataset.said.replace("%n", ticked.length).replace("%s", sum.format(cost));
    said.textContent = ticked.length > most ? `${words} ${said.dataset.many}` : words;
    said.hidden = ticked.length === 0;
  };
  form.addEventListener("change", tell);
  tell();
})();
