import AssayModel

/// `report.html`: one page that needs no network, no script and no style to be read.
///
/// The order answers one question after the other: the verdict and why, what changed, what to look at
/// first, how the images of a fleet and the frameworks stand, what could not be checked, what is waived, every finding, what
/// was read, and where all this comes from.
package enum HTMLReport {
  /// The page in UTF-8, part by part; throws when libxml2 has no memory.
  package static func write(_ summary: RunSummary, to sink: ReportSink) throws {
    let page = HTMLPage(summary, try HTMLWriter())
    try page.write { try sink(page.h.take()) }
    try sink(page.h.finish())
  }
}

/// One page being written; its sections stand in extensions, one file each.
struct HTMLPage {
  let h: HTMLWriter
  let summary: RunSummary
  let frameworks: [Score]
  let packs: [Score]
  /// The resources that have a row of their own to lead to.
  let listedResources: Set<ResourceID>

  init(_ summary: RunSummary, _ writer: HTMLWriter) {
    h = writer
    self.summary = summary
    frameworks = Score.frameworks(summary)
    packs = Score.packs(summary)
    listedResources = Set(summary.resources.prefix(Self.resourceLimit).map(\.id))
  }

  /// The parts of the page in reading order.
  enum Section: String, CaseIterable {
    case changes, first, images, scores, unchecked, waivers, findings, inputs, provenance, method

    var title: String {
      switch self {
      case .changes: "What changed"
      case .first: "Look at these first"
      case .images: "Images in use"
      case .scores: "Frameworks and packs"
      case .unchecked: "Could not be checked"
      case .waivers: "Waivers"
      case .findings: "Findings by rule"
      case .inputs: "Inputs and resources"
      case .provenance: "Provenance"
      case .method: "How to read this page"
      }
    }
  }

  /// Writes all of it; `part` is called where some of it stands.
  func write(_ part: () throws -> Void) rethrows {
    try h(.html, [.lang: "en"]) {
      head()
      try h(.body, [.classes: summary.verdict.decision.rawValue.lowercased()]) {
        h(.a, [.classes: "skip", .href: "#findings"], "Skip to the findings")
        masthead()
        try h(.div, [.classes: "page"]) {
          contents()
          try h(.main) { for section in sections { try write(section, part) } }
        }
        h(.footer, [.classes: "colophon"]) {
          h(.p, "Written by Assay \(summary.run.toolVersion) from run \(summary.run.id).")
        }
        h.embed(.script, HTMLScript.source)
      }
    }
  }

  /// The sections that have something to say.
  private var sections: [Section] {
    Section.allCases.filter { section in
      switch section {
      case .changes: summary.changes != nil
      case .first: summary.counts.fail > 0
      case .images: !summary.images.isEmpty
      case .unchecked: summary.counts.unknown > 0
      case .scores, .waivers, .findings, .inputs, .provenance, .method: true
      }
    }
  }

  private func head() {
    let policy =
      "default-src 'none'; style-src \(HTMLWriter.fingerprint(HTMLStyle.source)); "
      + "script-src \(HTMLWriter.fingerprint(HTMLScript.source)); img-src data:; "
      + "base-uri 'none'; form-action 'none'"
    h(.head) {
      h(.meta, [.charset: "utf-8"])
      h(.meta, [.httpEquiv: "Content-Security-Policy", .content: policy])
      h(.meta, [.name: "viewport", .content: "width=device-width, initial-scale=1"])
      h(.meta, [.name: "color-scheme", .content: "light dark"])
      h(.meta, [.name: "referrer", .content: "no-referrer"])
      h(.title, "\(verdictWord): \(verdictSentence) · Assay \(summary.run.kind.rawValue)")
      h.embed(.style, HTMLStyle.source)
    }
  }

  private func contents() {
    h(.nav, [.label: "Contents"]) {
      h(.ol) {
        for section in sections {
          h(.li) { h(.a, [.href: "#\(section.rawValue)"], section.title) }
        }
      }
    }
  }

  private func write(_ section: Section, _ part: () throws -> Void) rethrows {
    let heading = "\(section.rawValue)-heading"
    try h(.section, [.id: section.rawValue, .labelledBy: heading]) {
      h(.h2, [.id: heading], section.title)
      switch section {
      case .changes: changes()
      case .first: first()
      case .images: images()
      case .scores: scores()
      case .unchecked: unchecked()
      case .waivers: waivers()
      case .findings: try findings(part)
      case .inputs: inputs()
      case .provenance: provenance()
      case .method: method()
      }
      try part()
    }
  }
}
