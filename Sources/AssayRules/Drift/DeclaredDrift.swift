package import AssayModel

/// Compares the packages of a machine with what the components of its image ask for.
///
/// A command of one package manager says nothing of a machine that has no package of that kind: components
/// are written for more than one system. A name that neither the image nor any machine of it lists may be a group, or
/// be provided by a package of another name: that is a note, and no drift.
package struct DeclaredDrift: Sendable {
  /// In the order of the declarations.
  package private(set) var changes: [PackageChange] = []
  /// Wishes that were compared.
  package private(set) var compared = 0

  private let rows: [String: [PackageRow]]
  private let gap: String?
  /// Nil where what is not listed there may have been there.
  private let built: PackageIndex?
  /// Names that the machine lists, of those that declarations may mean.
  package private(set) var listed: Set<String> = []

  /// Packages that are not listed and are asked for in some cases only.
  private var conditional: [String] = []
  /// Packages that are not listed and the image did not list either.
  private var never: [String] = []

  /// What is not listed and no drift either; whole clauses.
  package var notes: [String] {
    [
      ("asked for in some cases only, and not listed", conditional),
      ("asked for, and not listed by the image either", never),
    ].filter { !$1.isEmpty }.map { "\($0): \($1.joined(separator: ", "))" }
  }

  /// `built` is what the image had, nil where nobody gave that.
  package init(_ declared: DeclaredSoftware, of now: PackageList, built: PackageIndex?) {
    rows = Dictionary(grouping: now.rows, by: \.name)
    gap = now.gap
    self.built = built.flatMap { $0.gap == nil ? $0 : nil }
    let kinds = Set(now.rows.map(\.kind))
    for wish in declared.wishes where kinds.contains(wish.kind) || kinds.contains(nil) {
      compared += 1
      listed.formUnion(wish.readings.map(\.name).filter { rows[$0] != nil })
      if wish.isWanted { compareWanted(wish) } else { compareUnwanted(wish) }
    }
  }

  private func found(_ wish: DeclaredSoftware.Wish) -> (row: PackageRow, version: String?)? {
    for reading in wish.readings {
      let fitting = (rows[reading.name] ?? []).filter { $0.kind == nil || $0.kind == wish.kind }
      if let row = fitting.last { return (row, reading.version) }
    }
    return nil
  }

  private mutating func compareWanted(_ wish: DeclaredSoftware.Wish) {
    guard let (row, version) = found(wish) else { return miss(wish) }
    guard let version else { return }
    switch PackageOrder.of(row, wanted: version, kind: wish.kind) {
    case .same, .sameAsTold: break
    case .later: add(.forward, wish, row, nil)
    case .earlier: add(.regressed, wish, row, nil)
    case .undecidable(let why): add(.undecided, wish, row, why)
    }
  }

  /// A package that is not listed was removed, unless it may be there or perhaps never was.
  private mutating func miss(_ wish: DeclaredSoftware.Wish) {
    if let gap { return add(.undecided, wish, nil, "its list may be short: \(gap)") }
    if wish.isConditional {
      conditional.append(wish.text)
    } else if let built, !wish.readings.contains(where: { built.rows[$0.name] != nil }) {
      never.append(wish.text)
    } else {
      add(.removed, wish, nil, nil)
    }
  }

  private mutating func compareUnwanted(_ wish: DeclaredSoftware.Wish) {
    guard let (row, version) = found(wish), version == nil else { return }
    if let built, built.rows[row.name] != nil {
      return add(.undecided, wish, row, "the image listed it as well, after it was removed")
    }
    let why = wish.isConditional ? "the command runs in some cases only" : nil
    add(why == nil ? .added : .undecided, wish, row, why)
  }

  private mutating func add(
    _ kind: PackageChange.Kind, _ wish: DeclaredSoftware.Wish, _ row: PackageRow?, _ why: String?
  ) {
    let version = wish.readings.first { $0.name == row?.name }?.version
    changes.append(
      PackageChange(
        kind: kind, measure: .declared, package: row?.name ?? wish.text, architecture: nil,
        names: wish.readings.map(\.name),
        was: wish.isWanted ? version ?? "declared" : "declared to be removed", now: row?.printed,
        why: why, origin: wish.origin))
  }

  /// Takes out of the changes of one machine what none of `count` machines of the image lists.
  ///
  /// `names` is what they list together. With the packages that were taken out, as they are spelled.
  package static func settled(
    _ changes: [PackageChange], count: Int, names: Set<String>
  ) -> (changes: [PackageChange], never: [String]) {
    guard count > 1 else { return (changes, []) }
    var never: [String] = []
    let rest = changes.filter { change in
      guard change.measure == .declared, change.kind == .removed,
        names.isDisjoint(with: change.names)
      else { return true }
      never.append(change.package)
      return false
    }
    return (rest, never)
  }
}
