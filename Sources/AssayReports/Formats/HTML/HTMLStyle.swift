/// The page's one style sheet: light and dark, desktop and phone, screen and paper.
///
/// Colours of outcomes have a contrast of at least 6.4 on every ground they stand on. The page
/// reads without any of this.
enum HTMLStyle {
  static let source: StaticString = """

    :root {
      --ground: #ffffff; --raised: #f7f7f4; --ink: #1b1d20; --soft: #595959; --rule: #dcdcd6;
      --link: #1f4a8c; --focus: #1f4a8c;
      --fail: #b3001b; --unknown: #7a4b00; --waived: #5b3fa6; --pass: #0b6b2e; --na: #595959;
      --fail-wash: #fdf3f3; --mark: #ffe3a3; --mark-ink: #1b1d20;
      --text: system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif;
      --display: Charter, "Bitstream Charter", "Iowan Old Style", Georgia, "DejaVu Serif", serif;
      --code: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --ground: #121212; --raised: #1b1b1c; --ink: #e9e9e6; --soft: #b0b0b0; --rule: #363638;
        --link: #9dc1ff; --focus: #9dc1ff;
        --fail: #ff8a8a; --unknown: #f2b84b; --waived: #b9a5ff; --pass: #6fd08c; --na: #b0b0b0;
        --fail-wash: #1d1616; --mark: #5a4410; --mark-ink: #fff4d6;
      }
    }
    * { box-sizing: border-box; }
    html { scroll-padding-top: 1rem; }
    body {
      margin: 0; color: var(--ink); background: var(--ground);
      font: 1rem/1.55 var(--text); overflow-wrap: anywhere;
    }
    a { color: var(--link); }
    a:focus-visible, summary:focus-visible, .scroll:focus-visible, input:focus-visible,
    select:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
    h1, h2 { font-family: var(--display); font-weight: 600; line-height: 1.15; margin: 0; }
    h3, h4 { font-size: 1rem; line-height: 1.4; margin: 0; }
    p { margin: 0.5rem 0; }
    code, pre { font-family: var(--code); font-size: 0.875em; }
    dl, dd, ul, ol { margin: 0; }
    .skip { position: absolute; left: -999rem; }
    .skip:focus { left: 1rem; top: 1rem; padding: 0.5rem 1rem; background: var(--ground); z-index: 1; }

    .masthead, .page, .colophon { max-width: 78rem; margin: 0 auto; padding: 0 clamp(1rem, 4vw, 3rem); }
    .masthead { padding-top: 2.25rem; padding-bottom: 2rem; }
    .brand { margin: 0 0 2rem; color: var(--soft); font-size: 0.9375rem; }
    .brand strong { color: var(--ink); font-family: var(--display); font-size: 1.125rem; }
    h1 { font-size: clamp(2.5rem, 7vw, 4rem); letter-spacing: -0.02em; }
    .rejected h1 { color: var(--fail); }
    .undecided h1 { color: var(--unknown); }
    .admitted h1 { color: var(--pass); }
    h1 .sign { font-family: var(--text); font-weight: 400; font-size: 0.8em; margin-right: -0.1em; }
    .lead { font-size: 1.25rem; margin: 0.75rem 0 0.25rem; }
    .because { color: var(--soft); margin: 0 0 2rem; }

    .counts { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 1rem 2.5rem; }
    .counts li { min-width: 5.5rem; color: var(--soft); font-size: 0.9375rem; }
    .counts strong {
      font: 600 2rem/1.2 var(--display); font-variant-numeric: lining-nums tabular-nums;
    }
    .counts li > span:last-child { display: block; }
    .counts li.none strong, .counts li.none .sign { color: var(--soft); font-weight: 400; }
    .counts .sign { font-size: 1.125rem; }
    .counts .fail strong, .counts .fail .sign { color: var(--fail); }
    .counts .unknown strong, .counts .unknown .sign { color: var(--unknown); }
    .counts .waived strong, .counts .waived .sign { color: var(--waived); }
    .counts .pass strong, .counts .pass .sign { color: var(--pass); }
    .bar { display: block; width: 100%; height: 0.5rem; margin: 1.25rem 0 0; border-radius: 0.25rem; }
    .bar .fail { fill: var(--fail); }
    .bar .unknown { fill: var(--unknown); }
    .bar .waived { fill: var(--waived); }
    .bar .pass { fill: var(--pass); }
    .bar .na { fill: var(--rule); }

    .trends { display: flex; flex-wrap: wrap; gap: 1rem 3rem; margin: 0.75rem 0 0; }
    .trends p { margin: 0; font-size: 0.9375rem; }
    .trend { display: block; width: 20rem; max-width: 100%; height: 4rem; }
    .trend polyline { fill: none; stroke-width: 2; }
    .trend.fail polyline { stroke: var(--fail); }
    .trend.unknown polyline { stroke: var(--unknown); }

    .facts { display: flex; flex-wrap: wrap; gap: 0.75rem 2.5rem; margin-top: 1.5rem; }
    .facts dt { color: var(--soft); font-size: 0.8125rem; }
    .facts dd { font-size: 0.9375rem; font-variant-numeric: tabular-nums; }

    .page { display: grid; grid-template-columns: 12rem minmax(0, 1fr); gap: 0 3rem; }
    nav { border-top: 1px solid var(--rule); padding-top: 1.75rem; font-size: 0.9375rem; }
    nav ol { list-style: none; padding: 0; position: sticky; top: 1.5rem; }
    nav a { display: block; padding: 0.25rem 0; color: var(--soft); text-decoration: none; }
    nav a:hover { color: var(--ink); text-decoration: underline; }
    section { border-top: 1px solid var(--rule); padding: 1.5rem 0 2.75rem; }
    h2 { font-size: 1.625rem; margin-bottom: 1rem; letter-spacing: -0.01em; }
    section > h3 { margin: 1.5rem 0 0.5rem; }

    .o { font-weight: 600; white-space: nowrap; }
    .o.fail { color: var(--fail); }
    .o.unknown { color: var(--unknown); }
    .o.waived { color: var(--waived); }
    .o.pass { color: var(--pass); }
    .o.na { color: var(--na); font-weight: 400; }
    .sev {
      display: inline-block; min-width: 4.25rem; padding: 0 0.5rem; border: 1px solid var(--soft);
      border-radius: 1rem; font: 500 0.75rem/1.5rem var(--text); text-align: center;
    }
    .sev.critical { background: var(--ink); border-color: var(--ink); color: var(--ground); }
    .sev.high { border-color: var(--ink); font-weight: 700; }
    .sev.low, .sev.info { border-color: var(--rule); color: var(--soft); }
    .flag {
      border: 1px solid var(--soft); border-radius: 0.25rem; padding: 0 0.375rem;
      font-size: 0.8125rem; white-space: nowrap;
    }

    .scroll { overflow-x: auto; margin: 0.75rem 0; }
    table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; }
    caption { text-align: left; color: var(--soft); font-size: 0.8125rem; padding-bottom: 0.375rem; }
    th, td {
      text-align: left; vertical-align: top; padding: 0.5rem 1.25rem 0.5rem 0; min-width: 5rem;
      overflow-wrap: break-word;
    }
    th { font-weight: 600; }
    thead th { color: var(--soft); font-size: 0.8125rem; border-bottom: 1px solid var(--soft); }
    tbody tr + tr > * { border-top: 1px solid var(--rule); }
    tbody th { font-weight: 500; min-width: 10rem; }
    tbody th code { display: block; color: var(--soft); font-weight: 400; }
    .number { font-variant-numeric: tabular-nums; }
    .reasons { padding-left: 1.125rem; }

    summary { cursor: pointer; padding: 0.375rem 0; min-height: 1.5rem; }
    summary::marker { color: var(--soft); }
    section > details:not(.rule) { border-bottom: 1px solid var(--rule); padding: 0.25rem 0; }
    .score > summary, .rule > summary, .rule > summary h3 {
      display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 1rem; list-style: none;
    }
    .score > summary::-webkit-details-marker, .rule > summary::-webkit-details-marker { display: none; }
    .score > summary::before, .rule > summary::before {
      content: "\\25B8"; color: var(--soft); flex: none; width: 0.75rem;
    }
    .score[open] > summary::before, .rule[open] > summary::before { content: "\\25BE"; }
    .score summary strong { flex: 0 0 15rem; font-weight: 500; }
    .score summary span { flex: 1 1 16rem; }
    .score .bar { flex: 0 0 10rem; width: 10rem; height: 0.375rem; margin: 0; align-self: center; }
    .score .scroll { padding-left: 1.75rem; }

    .rule { border: 1px solid var(--rule); border-radius: 0.5rem; margin: 0 0 0.75rem; }
    .rule > summary { flex-wrap: nowrap; padding: 0.75rem 1.25rem; border-radius: 0.5rem; }
    .rule > summary h3 { flex: 1; gap: 0.25rem 0.875rem; }
    .rule > summary .title { flex: 1 1 16rem; }
    .rule[open] > summary { border-radius: 0.5rem 0.5rem 0 0; }
    .rule > summary:hover { background: var(--raised); }
    .tally { font-size: 0.875rem; display: flex; flex-wrap: wrap; gap: 0 1rem; }
    .rule > .about, .rule > details, .rule > p { margin: 0.25rem 1.25rem 1rem 3rem; }
    .about { display: grid; grid-template-columns: 8.5rem minmax(0, 1fr); gap: 0.375rem 1rem; font-size: 0.9375rem; }
    .about dt { color: var(--soft); }

    .finding { border-top: 1px solid var(--rule); padding: 1rem 1.25rem 1rem 3rem; }
    article.finding > * { max-width: 60rem; }
    .where { color: var(--soft); font-size: 0.9375rem; margin: 0.25rem 0 0.75rem; }
    .frame, .unread pre {
      margin: 0.75rem 0; padding: 0.75rem 1rem; background: var(--raised); border-radius: 0.375rem;
      white-space: pre-wrap; line-height: 1.6;
    }
    .frame .number { color: var(--soft); }
    mark { background: var(--mark); color: var(--mark-ink); padding: 0.0625rem 0; border-radius: 0.125rem; }
    .evidence { margin: 0.75rem 0; font-size: 0.9375rem; }
    .evidence dt { color: var(--soft); }
    .evidence dd { margin: 0 0 0.5rem; }
    .evidence .got { color: var(--fail); font-weight: 600; }
    .unknown .evidence .got, .waived .evidence .got { color: inherit; }
    .evidence .allowed { color: var(--pass); font-weight: 600; }
    .identity { color: var(--soft); font-size: 0.8125rem; margin: 0.75rem 0 0; }
    .identity a { color: inherit; display: inline-block; min-height: 1.5rem; text-decoration: none; }
    .identity a:hover { text-decoration: underline; }
    .lines { list-style: none; padding: 0; font-size: 0.9375rem; }
    .lines li { padding: 0.5rem 0; }
    .lines .identity { margin: 0; }
    .unread { list-style: none; padding: 0; }
    .provenance { grid-template-columns: 10rem minmax(0, 1fr); margin-bottom: 1.5rem; }
    :target { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 0.5rem; }
    section:target { outline: none; }

    #filter { display: flex; flex-wrap: wrap; gap: 0.75rem; margin-bottom: 1rem; }
    #filter:empty { display: none; }
    #filter label { font-size: 0.8125rem; color: var(--soft); flex: 1 1 10rem; }
    #filter label:first-child { flex-grow: 3; }
    #filter input, #filter select {
      display: block; width: 100%; min-height: 2.25rem; padding: 0.25rem 0.625rem; font: inherit;
      font-size: 0.9375rem; color: var(--ink); background: var(--ground);
      border: 1px solid var(--soft); border-radius: 0.375rem;
    }
    #filter p { flex-basis: 100%; margin: 0; font-size: 0.8125rem; color: var(--soft); }
    [hidden] { display: none !important; }
    .colophon { color: var(--soft); font-size: 0.8125rem; border-top: 1px solid var(--rule); padding-top: 1rem; padding-bottom: 3rem; }

    @media (max-width: 56rem) {
      .page { display: block; }
      nav { padding: 1rem 0; }
      nav ol { position: static; display: flex; flex-wrap: wrap; gap: 0 1.25rem; }
      .rule > .about, .rule > details, .rule > p { margin-left: 1.25rem; }
      .finding { padding-left: 1.25rem; }
    }
    @media (max-width: 36rem) {
      .about, .provenance { display: block; }
      .about dd { margin-bottom: 0.5rem; }
      .counts { gap: 0.75rem 1rem; }
      .counts li { min-width: 6rem; }
      .score summary strong, .score summary span { flex: 1 1 100%; margin-left: 1.75rem; }
      .score > summary::before { position: absolute; }
      .score .bar { margin-left: 1.75rem; }
    }
    @page { margin: 16mm 14mm; }
    @media print {
      :root {
        --ground: #ffffff; --raised: #f7f7f4; --ink: #000000; --soft: #4a4a4a; --rule: #bbbbbb;
        --link: #000000; --fail: #b3001b; --unknown: #7a4b00; --waived: #5b3fa6; --pass: #0b6b2e;
        --na: #595959; --mark: #ffe3a3; --mark-ink: #000000;
      }
      body { font-size: 10pt; }
      .masthead, .page, .colophon { max-width: none; padding-left: 0; padding-right: 0; }
      .page { display: block; }
      nav, .skip, #filter { display: none; }
      .scroll { overflow: visible; }
      thead { display: table-header-group; }
      tr, .frame, .evidence dd, .counts { break-inside: avoid; }
      h2, h3, h4, summary, .where { break-after: avoid; }
      .rule, .finding { border-radius: 0; }
      .bar, mark, .sev { -webkit-print-color-adjust: exact; }
    }

    """
}
