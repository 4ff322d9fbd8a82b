package import Records

/// One installed package, as an inventory or the service lists it.
package struct PackageRow: Sendable, Hashable {
  /// What installed it, and so how its version is ordered.
  package enum Kind: String, Sendable, Hashable {
    case rpm, deb, snap, windows
  }

  /// A part of a version that older agents leave out.
  package enum Part: Sendable, Hashable {
    /// Nil is none.
    case told(String?)
    case untold
  }

  package let name: String
  /// As spelled; nil when the row does not tell.
  package let version: String?
  package let release: Part
  package let epoch: Part
  /// Nil when the row does not tell.
  package let architecture: String?
  /// Nil when the row does not tell.
  package let kind: Kind?

  package init(
    name: String, version: String?, release: Part = .untold, epoch: Part = .untold,
    architecture: String? = nil, kind: Kind? = nil
  ) {
    self.name = name
    self.version = version
    self.release = release
    self.epoch = epoch
    self.architecture = architecture
    self.kind = kind
  }

  /// Reads a record of schema `software`; nil for one without a name.
  package init?(_ record: RecordView) {
    guard let name = record.text("name").value else { return nil }
    func part(_ field: String) -> Part {
      switch record.text(field) {
      case .value(let text): .told(text)
      case .absent: .told(nil)
      case .unknown: .untold
      }
    }
    self.init(
      name: name, version: record.text("version").value, release: part("release"),
      epoch: part("epoch"), architecture: record.text("architecture").value,
      kind: record.text("packageKind").value.flatMap(Kind.init))
  }

  /// Whether an equal row is of the same version, without a look at what each part means.
  package var isFullyTold: Bool {
    version != nil && kind != nil && release != .untold && epoch != .untold
  }

  /// Epoch, version and release as far as they are told: `1:8.9p1-3`; nil without a version.
  package var printed: String? {
    guard let version else { return nil }
    var text = version
    if case .told(let epoch?) = epoch, epoch != "0" { text = "\(epoch):\(text)" }
    if case .told(let release?) = release { text += "-\(release)" }
    return text
  }
}

/// The packages of one machine, or of an image when it was built.
package struct PackageList: Sendable {
  /// In the order in which they are listed.
  package var rows: [PackageRow]
  /// Why packages may be missing; nil when all are here.
  package var gap: String?

  package init(rows: [PackageRow], gap: String? = nil) {
    self.rows = rows
    self.gap = gap
  }
}

/// The packages of a list by name: made once of what many are compared with.
package struct PackageIndex: Sendable {
  /// Those of a name in the order in which they are listed.
  package let rows: [String: [PackageRow]]
  package let count: Int
  /// Why packages may be missing; nil when all are here.
  package let gap: String?

  package init(_ list: PackageList) {
    rows = Dictionary(grouping: list.rows, by: \.name)
    count = list.rows.count
    gap = list.gap
  }
}
