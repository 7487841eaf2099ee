/* What axe finds. Measuring the contrast of text takes it long, so it does that for three texts of all that look
   alike (what colour, what size, on what ground), and not for a look that was measured before. */
async ([rules, measured]) => {
    const clear = "rgba(0, 0, 0, 0)";
    const grounds = new Map([[null, ""]]);
    const ground = (one) => {
        if (!grounds.has(one)) {
            const style = getComputedStyle(one);
            const own = [style.backgroundColor, style.backgroundImage, style.opacity, style.position];
            const plain = own.join() === `${clear},none,1,static`;
            grounds.set(one, ground(one.parentElement) + (plain ? "" : `${own.join()};`));
        }
        return grounds.get(one);
    };
    const look = (one) => {
        const { color, fill, fontSize, fontWeight, textShadow } = getComputedStyle(one);
        return [one.localName, color, fill, fontSize, fontWeight, textShadow, ground(one)].join("|");
    };
    const words = (one) => [...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
    const says = (one) =>
        one.matches("input, select, textarea") || words(one).some((node) => node.data.trim().length > 1);
    const isSeen = (one) =>
        one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
        one.getBoundingClientRect().width > 1;
    const isOff = (one) =>
        one.closest(":disabled, [aria-disabled=true]") || one.closest("label")?.control?.disabled;
    const looks = new Map(measured.map((name) => [name, Infinity]));
    for (const one of document.body.querySelectorAll("*")) {
        one.removeAttribute("data-measure");
        if (says(one) && isSeen(one) && !isOff(one)) {
            const name = look(one);
            looks.set(name, (looks.get(name) ?? 0) + 1);
            one.toggleAttribute("data-measure", looks.get(name) <= 3);
        }
    }
    axe.configure({ rules: [{ id: "color-contrast", selector: "[data-measure]" }] });
    const found = await axe.run({ runOnly: rules, resultTypes: ["violations"] });
    return [found.violations, [...looks.keys()]];
}
