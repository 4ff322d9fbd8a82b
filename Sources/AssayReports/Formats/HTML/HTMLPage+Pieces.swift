import AssayModel
import Records
import Sealing

/// Pieces that several sections share.
extension HTMLPage {
  /// `✗ Fail`: a word and a sign, never colour alone.
  func outcome(_ outcome: Outcome.Reported, count: Int? = nil) {
    let words = count.map { "\($0) \(outcome.words)" } ?? outcome.title
    h(.span, [.classes: "o \(outcome.style)"], "\(outcome.symbol) \(words)")
  }

  func severity(_ severity: Severity) {
    h(.span, [.classes: "sev \(severity.rawValue)"], severity.rawValue)
  }

  /// The rule's title, leading to its findings.
  func link(_ rule: RuleInfo) {
    h(.a, [.href: "#\(rule.anchor)"], rule.title.orIfBlank(rule.id))
  }

  /// The resource's name with its kind, leading to its row where there is one.
  func link(_ text: FindingText) {
    link(text.finding.resource, "\(text.finding.resource.kindWords) \(text.subject)")
  }

  func link(_ id: ResourceID, _ words: String) {
    if listedResources.contains(id) {
      h(.a, [.href: "#\(id.anchor)"], words)
    } else {
      h.text(words)
    }
  }

  func place(_ origin: Origin?) {
    guard let origin else { return }
    h(.code, [.classes: "at"], origin.place)
  }

  /// A table that scrolls on its own, with a caption and column headings.
  func table(_ caption: String, _ columns: [String], _ rows: () -> Void) {
    h(.div, [.classes: "scroll", .tabindex: "0", .role: "group", .label: caption]) {
      h(.table) {
        h(.caption, caption)
        h(.thead) { h(.tr) { for column in columns { h(.th, [.scope: "col"], column) } } }
        h(.tbody, [:], rows)
      }
    }
  }

  /// A disclosure, closed unless `isOpen`.
  func disclosure(_ title: String, isOpen: Bool = false, _ body: () -> Void) {
    h(.details, [.open: isOpen ? "" : nil]) {
      h(.summary, title)
      body()
    }
  }

  /// A thin bar of the five outcomes.
  ///
  /// Its colours stand in attributes as well, so that it shows where styles are refused.
  func bar(_ counts: [(Outcome.Reported, Int)], _ label: String) {
    let total = counts.reduce(0) { $0 + $1.1 }
    guard total > 0 else { return }
    h(
      .svg,
      [
        .classes: "bar", .viewBox: "0 0 1000 10", .preserveAspectRatio: "none", .width: "100%",
        .height: "10", .role: "img", .label: label,
      ]
    ) {
      var before = 0
      for (outcome, count) in counts where count > 0 {
        let start = before * 1_000 / total
        before += count
        let end = before * 1_000 / total
        h(
          .rect,
          [
            .classes: outcome.style, .x: String(start), .width: String(max(1, end - start)),
            .height: "10", .fill: outcome.lightColor,
          ])
      }
    }
  }

  /// Resources beyond this are counted, not listed.
  static let resourceLimit = 2_000
}

extension Outcome.Reported {
  var title: String {
    switch self {
    case .pass: "Pass"
    case .fail: "Fail"
    case .unknown: "Could not check"
    case .notApplicable: "Not applicable"
    case .waived: "Waived"
    }
  }

  /// The style's name.
  var style: String { self == .notApplicable ? "na" : rawValue }

  /// Contrast on white: 6.7 and more.
  var lightColor: String {
    switch self {
    case .pass: "#0b6b2e"
    case .fail: "#b3001b"
    case .unknown: "#7a4b00"
    case .notApplicable: "#595959"
    case .waived: "#5b3fa6"
    }
  }
}

extension RuleInfo {
  /// `rule-pack/rule`.
  var anchor: String { "rule-\(id.anchorPart)" }
}

extension Finding {
  /// `f-` and the first 16 digits of the id.
  var anchor: String { "f-\(id.prefix(16))" }
}

extension ResourceID {
  /// `res-` and 16 hexadecimal digits.
  var anchor: String {
    "res-\(Digest.sha256(fields: ["assay-resource-v1", kind, uid]).hex.prefix(16))"
  }
}

extension String {
  /// With everything but letters, digits and `-_./` of ASCII replaced.
  fileprivate var anchorPart: String {
    String(
      unicodeScalars.prefix(200).map { scalar -> Character in
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".", "/": Character(scalar)
        default: "-"
        }
      })
  }
}
