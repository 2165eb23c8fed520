(function () {
  "use strict";
  var MOST = 200, SLICE = 4000, SCAN = 50000;
  var search = document.getElementById("search"), found = document.getElementById("found");
  var results = document.getElementById("results"), timer = 0;
  var lists = Array.prototype.slice.call(document.querySelectorAll("main > section"));
  // The words of each row, made once while nobody waits: a large shop has half a million rows.
  var texts = [], rows = [], list = 0, place = 0;

  function plain(text) { return text.normalize("NFKC").toLowerCase(); }

  function words(row) {
    if (!row.querySelector("script")) return plain(row.textContent);
    return plain(Array.prototype.map.call(row.cells, function (cell) {
      return cell.querySelector("script") ? "" : cell.textContent;
    }).join(" "));
  }

  /** Reads on; true once every row is read. */
  function read(count) {
    while (list < lists.length && count > 0) {
      var all = lists[list].querySelector("tbody").rows;
      for (; place < all.length && count > 0; place++, count--) {
        texts.push(words(all[place]));
        rows.push(all[place]);
      }
      if (place === all.length) { list++; place = 0; }
    }
    return list === lists.length;
  }

  function table(row) {
    var section = row.closest("section"), copy = document.createElement("table");
    copy.appendChild(section.querySelector("thead").cloneNode(true));
    copy.appendChild(document.createElement("tbody"));
    var title = document.createElement("h2");
    title.textContent = section.querySelector("h2").textContent;
    results.appendChild(title);
    results.appendChild(copy);
    return copy.lastChild;
  }

  function show() {
    clearTimeout(timer);
    if (!read(SLICE)) { timer = setTimeout(show, 0); return; }
    scan(plain(search.value).split(/\s+/).filter(Boolean), 0, 0, []);
  }

  /** Looks on from a row; what takes long is looked at in parts, and the next key ends it. */
  function scan(asked, at, count, hits) {
    var end = asked.length ? Math.min(at + SCAN, texts.length) : at;
    for (; at < end; at++) {
      var text = texts[at], has = true;
      for (var word = 0; has && word < asked.length; word++) has = text.indexOf(asked[word]) >= 0;
      if (has && ++count <= MOST) hits.push(rows[at]);
    }
    if (asked.length && at < texts.length) timer = setTimeout(scan, 0, asked, at, count, hits);
    else put(asked, count, hits);
  }

  function put(asked, count, hits) {
    var body = null, of = null;
    results.textContent = "";
    hits.forEach(function (row) {
      var copy = row.cloneNode(true);
      if (row.parentNode !== of) { of = row.parentNode; body = table(row); }
      copy.removeAttribute("id");
      var data = copy.querySelector("script");
      if (data) { data.remove(); copy.querySelector("button").dataset.row = row.id; }
      body.appendChild(copy);
    });
    lists.forEach(function (one) { one.classList.toggle("away", asked.length > 0); });
    results.hidden = !asked.length;
    found.textContent = asked.length ? found.dataset.words + ": " + Math.min(count, MOST) + (count > MOST ? " / " + count : "") : "";
  }

  /** Saves a file that the page holds. */
  function save(button) {
    var row = button.dataset.row ? document.getElementById(button.dataset.row) : button;
    var text = atob((row.querySelector("script") || row.nextElementSibling).textContent);
    var bytes = new Uint8Array(text.length);
    for (var at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes]));
    link.download = button.dataset.name;
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
  }

  function ahead() { if (!read(SLICE)) setTimeout(ahead, 20); }

  search.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(show, 120); });
  document.addEventListener("click", function (event) {
    var button = event.target.closest("button[data-name]");
    if (button) save(button);
    // Also where the address stays: the link may lead to where one was before the search.
    if (event.target.closest("a[href^='#']")) leave();
  });

  /** Shows everything again. */
  function leave() {
    if (!search.value) return false;
    search.value = "";
    show();
    return true;
  }

  window.addEventListener("hashchange", function () {
    if (!leave()) return;
    var row = document.getElementById(location.hash.slice(1));
    if (row) row.scrollIntoView();
  });
  setTimeout(ahead, 200);
})();
