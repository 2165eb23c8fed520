(function () {
  "use strict";
  var search = document.getElementById("search"), found = document.getElementById("found"), timer = 0;
  var rows = Array.prototype.slice.call(document.querySelectorAll("tbody tr"));
  function show() {
    var words = search.value.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean), count = 0;
    rows.forEach(function (row) {
      var text = words.length ? row.textContent.normalize("NFKC").toLowerCase() : "";
      row.hidden = !words.every(function (word) { return text.indexOf(word) >= 0; });
      count += row.hidden ? 0 : 1;
    });
    found.textContent = words.length ? found.dataset.words + ": " + count : "";
  }
  search.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(show, 120); });
  window.addEventListener("hashchange", function () { search.value = ""; show(); });
})();
