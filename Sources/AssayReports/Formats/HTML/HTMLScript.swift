/// The page's one script: a filter over the findings, and disclosures that open when a link leads
/// into them or the page is printed.
///
/// The page says all it has to say without it.
enum HTMLScript {
  static let source: StaticString = """

    (() => {
      "use strict";
      const all = (query, root = document) => Array.from(root.querySelectorAll(query));
      const make = (name, text) => {
        const element = document.createElement(name);
        if (text) element.textContent = text;
        return element;
      };

      const reveal = () => {
        const target = document.getElementById(location.hash.slice(1));
        if (!target) return;
        for (let node = target; node; node = node.parentElement) {
          if (node.tagName === "DETAILS") node.open = true;
        }
        target.scrollIntoView();
      };
      addEventListener("hashchange", reveal);
      reveal();
      addEventListener("beforeprint", () => all("details").forEach((d) => { d.open = true; }));

      const host = document.getElementById("filter");
      const findings = all("#findings .finding");
      if (!host || findings.length < 2) return;
      const field = (title, control) => {
        const label = make("label", title);
        label.append(control);
        host.append(label);
        return control;
      };
      const choice = (title, key, names) => {
        const select = make("select");
        const add = (value, text) => {
          const option = make("option", text);
          option.value = value;
          select.append(option);
        };
        add("", "any");
        const present = new Set(findings.map((f) => f.dataset[key]));
        names.filter(([value]) => present.has(value)).forEach(([value, text]) => add(value, text));
        return field(title, select);
      };
      const search = make("input");
      search.type = "search";
      field("Search the findings", search);
      const outcome = choice("Outcome", "outcome", [
        ["fail", "fail"], ["unknown", "could not check"], ["waived", "waived"],
        ["pass", "pass"], ["na", "not applicable"]]);
      const severity = choice("Severity", "severity", [
        "critical", "high", "medium", "low", "info"].map((s) => [s, s]));
      const said = make("p");
      said.setAttribute("role", "status");
      host.append(said);
      host.setAttribute("role", "search");

      const rules = all("#findings .rule");
      const words = new Map(findings.map((f) => {
        const rule = f.closest(".rule");
        return [f, (rule.querySelector("summary").textContent + rule.id + f.textContent).toLowerCase()];
      }));
      const apply = () => {
        const wanted = search.value.trim().toLowerCase().split(/\\s+/).filter(Boolean);
        const isOn = wanted.length > 0 || outcome.value !== "" || severity.value !== "";
        let shown = 0;
        for (const finding of findings) {
          const fits = (!outcome.value || finding.dataset.outcome === outcome.value)
            && (!severity.value || finding.dataset.severity === severity.value)
            && wanted.every((word) => words.get(finding).includes(word));
          finding.hidden = !fits;
          if (fits) shown += 1;
        }
        for (const rule of rules) {
          const left = all(".finding", rule).filter((f) => !f.hidden);
          rule.hidden = left.length === 0;
          if (!isOn || !left.length) continue;
          rule.open = true;
          left.forEach((f) => {
            const fold = f.closest("details");
            if (fold) fold.open = true;
          });
        }
        said.textContent = isOn ? shown + " of " + findings.length + " findings" : "";
      };
      [search, outcome, severity].forEach((control) => control.addEventListener("input", apply));
    })();

    """
}
