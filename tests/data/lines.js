// How the lines of a page are set, by measuring every character where it stands: lines
// that begin with what may not begin one, that begin with the mark of a note, that end a
// paragraph with one character, and in which letters or figures are pulled apart.
() => {
  const BAD = /^[、。，．；：！？）」』》〉】〕…—,.;:!?)\]]/u;
  const out = {blocks: 0, bad: [], mark: [], lone: [], stretch: []};
  const blocks = [...document.querySelectorAll(".md-content :is(p, li, dd, figcaption)")].filter(b => b.getClientRects().length && !b.querySelector("p, li, ul, ol, table"));
  for (const b of blocks) {
    const style = getComputedStyle(b);
    const w = document.createTreeWalker(b, NodeFilter.SHOW_TEXT);
    const chars = [];
    const r = document.createRange();
    while (w.nextNode()) {
      const n = w.currentNode;
      const pe = n.parentElement;
      if (pe.closest("[hidden], script, style, .cefu-margin, .headerlink")) continue;
      const fs = parseFloat(getComputedStyle(pe).fontSize);
      for (let i = 0; i < n.data.length; i++) {
        if (/\s/.test(n.data[i])) continue;
        r.setStart(n, i); r.setEnd(n, i + 1);
        const q = r.getClientRects(); const c = q[q.length-1];
        if (c && c.width) chars.push({ch: n.data[i], x: c.left, y: c.top + c.height / 2, w: c.width, fs, sup: !!pe.closest("sup"), n, i});
      }
    }
    // generated marks of notes
    for (const a of b.querySelectorAll("sup > a")) { const c = a.getClientRects(); if (c.length) chars.push({ch: "*", x: c[0].left, y: c[0].top + c[0].height / 2, w: c[0].width, fs: 10, sup: true}); }
    if (!chars.length) continue;
    out.blocks++;
    chars.sort((p, q) => Math.abs(p.y - q.y) > p.fs * .7 ? p.y - q.y : p.x - q.x);
    const lines = [];
    for (const c of chars) {
      const l = lines[lines.length - 1];
      if (l && Math.abs(l[0].y - c.y) < Math.max(l[0].fs,c.fs) * .7) l.push(c); else lines.push([c]);
    }
    lines.forEach((l, k) => {
      l.sort((p,q)=>p.x-q.x);
      const t = l.map(c => c.ch).join("");
      if (k && BAD.test(t)) out.bad.push([b.id || b.className, t.slice(0, 12)]);
      if (k && l[0].sup) out.mark.push([b.id, t.slice(0, 8)]);
      // advance of letters and figures within a run, beside their own width
      for (let i = 1; i < l.length; i++) {
        const p = l[i-1], c = l[i];
        if (p.n === c.n && c.i === p.i + 1 && /[A-Za-z0-9]/.test(p.ch) && /[A-Za-z0-9]/.test(c.ch)) {
          const gap = c.x - p.x - p.w;
          if (p.w > p.fs * .72 && /[a-z0-9]/.test(p.ch) && p.ch!=="m" && p.ch!=="w") { out.stretch.push([b.id, p.ch + c.ch, +(p.w/p.fs).toFixed(2)]); break; }
          if (gap > p.fs * .12) { out.stretch.push([b.id, p.ch + c.ch, +(gap/p.fs).toFixed(2)]); break; }
        }
      }
    });
    const last = lines[lines.length - 1];
    const own = last.filter(c => !c.sup && !/[\p{P}]/u.test(c.ch));
    if (lines.length > 1 && own.length <= 1) out.lone.push([b.id || b.className, last.map(c => c.ch).join("")]);
  }
  return out;
}
