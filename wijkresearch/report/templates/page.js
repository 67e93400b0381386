// Marks the section that is being read in the contents, and says of what is wider than the screen that it scrolls.
const links = [...document.querySelectorAll(".contents a[href^='#']")].filter(link => link.hash !== "#top");
const sections = [...new Set(links.map(link => document.getElementById(decodeURIComponent(link.hash.slice(1)))))].filter(Boolean);
const mark = () => {
  const read = sections.filter(section => section.getBoundingClientRect().top < innerHeight / 4).pop();
  for (const link of links) {
    const here = Boolean(read) && decodeURIComponent(link.hash) === "#" + read.id;
    if (here) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
    const list = link.closest(".side");
    if (here && list) list.scrollTop = link.offsetTop - list.clientHeight / 2;
  }
};
const watch = new IntersectionObserver(mark, { rootMargin: "0px 0px -75% 0px" });
sections.forEach(section => watch.observe(section));
for (const fold of document.querySelectorAll(".fold details")) fold.addEventListener("click", event => {
  if (event.target.closest("a")) fold.open = false;
});
const hint = () => {
  for (const box of document.querySelectorAll(".wide")) {
    if (box.scrollWidth > box.clientWidth + 1) box.dataset.hint = document.body.dataset.scroll; else delete box.dataset.hint;
  }
};
addEventListener("load", hint);
addEventListener("resize", hint);
