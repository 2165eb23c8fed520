// Runs in the measured page before anything else. Notes when things that a person sees are on screen
// (after the paint, not before), how long frames and tasks take, and what the workers are asked.
(() => {
  const probe = (window.__probe = { seen: {}, tasks: [], frames: [], jobs: [], memory: null });
  const look = {
    rows: () => document.querySelector(".vlist-rows .row-line"),
    order: () => document.querySelector('.vlist-rows [aria-rowindex="2"]')?.textContent.includes("Aaa Aaronson"),
    figures: () => {
      const cells = document.querySelectorAll(".vlist-rows .td .clip");
      return cells.length > 0 && ![...cells].some((cell) => cell.textContent === "·");
    },
  };

  /** Called while a frame is being made: after it is drawn. */
  const drawn = (then) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => then(performance.now());
    port2.postMessage(null);
  };
  /** After the next frame. */
  const painted = (then) => requestAnimationFrame(() => drawn(then));
  probe.painted = () => new Promise(painted);

  /** When `condition` is true on screen: checked in every frame. */
  probe.until = (condition) => new Promise((done) => {
    const step = () => (condition() ? drawn(done) : requestAnimationFrame(step));
    requestAnimationFrame(step);
  });

  /** When everything of `look` was seen. */
  probe.all = Promise.all(Object.entries(look).map(async ([name, condition]) => {
    probe.seen[name] = await probe.until(condition);
  }));

  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) probe.tasks.push([startTime, duration]);
  }).observe({ type: "longtask", buffered: true });
  /** The longest task that began between two moments, in milliseconds. */
  probe.longest = (from, to) => Math.max(0, ...probe.tasks.filter(([at]) => at >= from && at < to).map(([, ms]) => ms));

  let recording = false;
  probe.record = () => {
    probe.frames = [];
    recording = true;
    let last;
    const step = (now) => {
      if (last !== undefined) probe.frames.push(now - last);
      last = now;
      if (recording) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  };
  probe.stop = () => {
    recording = false;
    return probe.frames;
  };

  /** From each key press to the paint of the last thing it changed in `area`. */
  probe.keys = (area) => {
    const keys = (probe.keyed = []);
    let open = null;
    const begin = (event) => {
      if (open && event.type === "input" && performance.now() - open.from < 30) return;
      open = { from: event.timeStamp, to: 0 };
      keys.push(open);
      const mine = open;
      painted((at) => { mine.to = Math.max(mine.to, at); });
    };
    for (const kind of ["keydown", "input"]) window.addEventListener(kind, begin, true);
    new MutationObserver(() => {
      const mine = open;
      if (mine) painted((at) => { mine.to = Math.max(mine.to, at); });
    }).observe(document.querySelector(area), { subtree: true, childList: true, characterData: true, attributes: true });
  };

  /** From the next key press, not counting one of a modifier, until the page says that the write is on disk. */
  probe.saved = () => new Promise((done) => {
    window.addEventListener("keydown", function pressed(event) {
      if (["Control", "Shift", "Alt", "Meta"].includes(event.key)) return;
      window.removeEventListener("keydown", pressed, true);
      const from = event.timeStamp;
      const observer = new MutationObserver(() => {
        observer.disconnect();
        const said = performance.now() - from;
        painted((at) => done({ said, painted: at - from }));
      });
      observer.observe(document.querySelector(".state"), { attributes: true, attributeFilter: ["data-generation"] });
    }, true);
  });

  const Plain = window.Worker;
  window.Worker = class extends Plain {
    constructor(...parts) {
      super(...parts);
      this.addEventListener("message", ({ data: [kind, , , bytes] }) => {
        const job = probe.jobs.findLast((one) => one.worker === this);
        if (!job || kind !== "done") return;
        job.answered = performance.now();
        job.received = bytes?.byteLength ?? 0;
      });
    }

    postMessage(message, ...rest) {
      const [kind, , , bytes] = message;
      if (kind === "ask") probe.jobs.push({ worker: this, asked: performance.now(), sent: bytes?.byteLength ?? 0 });
      return super.postMessage(message, ...rest);
    }
  };

  const instantiate = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (...parts) => {
    const made = await instantiate.apply(WebAssembly, parts);
    probe.memory ??= made.instance.exports.memory;
    return made;
  };
})();
