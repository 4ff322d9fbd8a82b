import AssayIngest
import AssayRules
import Records

/// What is told of a snapshot: what is there, how old it is, and what is missing for which rules.
struct SnapshotAnswer {
  let manifest: SnapshotManifest
  /// What ages are counted from.
  let now: Instant
  /// In the order of what most rules ask for.
  let missing: [Missing]
  /// Rules that have all they ask for, in every place.
  let decidable: Int
  let rules: Int

  /// Something that rules ask for and that is not there.
  struct Missing {
    /// Any of these would do, sorted.
    let sources: [String]
    /// Where it is missing, sorted; empty for everywhere.
    let places: [Place]
    /// Ids of the rules that ask for it, sorted.
    let rules: [String]
  }

  /// An account and a region.
  struct Place: Hashable, Comparable {
    let account: String
    /// Nil for what is of a whole account.
    let region: String?

    static func < (left: Place, right: Place) -> Bool {
      (left.account, left.region ?? "") < (right.account, right.region ?? "")
    }
  }

  init(_ manifest: SnapshotManifest, _ evidence: [RuleEvidence], now: Instant) {
    self.manifest = manifest
    self.now = now
    let places = Set(
      manifest.entries.compactMap { entry -> Place? in
        guard let account = entry.account, let region = entry.region else { return nil }
        return Place(account: account, region: region)
      })
    var rules: [[String]: [String]] = [:]
    for rule in evidence {
      for need in rule.needs { rules[need, default: []].append(rule.rule) }
    }
    var missing: [Missing] = []
    for (need, rules) in rules {
      guard let places = Self.places(missing: need, manifest, among: places) else { continue }
      missing.append(Missing(sources: need, places: places.sorted(), rules: rules.sorted()))
    }
    self.missing = missing.sorted { left, right in
      left.rules.count == right.rules.count
        ? left.sources.lexicographicallyPrecedes(right.sources)
        : left.rules.count > right.rules.count
    }
    self.rules = evidence.count
    let undecided = Set(missing.flatMap(\.rules))
    decidable = evidence.count { !undecided.contains($0.rule) }
  }

  /// Where none of some sources is; empty for nowhere at all, nil for everywhere present.
  private static func places(
    missing need: [String], _ manifest: SnapshotManifest, among places: Set<Place>
  ) -> Set<Place>? {
    let here = manifest.entries.filter { need.contains($0.source) }
    // What builds images is declared as well as deployed, and one account may build for all.
    let isOfBuilds = need.allSatisfy { $0.hasPrefix("imagebuilder:") }
    if isOfBuilds, manifest.holdsCode || !here.isEmpty { return nil }
    guard !here.isEmpty else { return [] }
    // An answer that does not tell where it is of may be of any place, and roles are of whole accounts.
    guard !here.contains(where: { $0.account == nil }) else { return nil }
    let isGlobal = need.allSatisfy { $0.hasPrefix("iam:") }
    var wanted = places
    if isGlobal { wanted = Set(places.map { Place(account: $0.account, region: nil) }) }
    let missing = wanted.filter { place in
      !here.contains { entry in
        entry.account == place.account
          && (isGlobal || entry.region == nil || entry.region == place.region)
      }
    }
    return missing.isEmpty ? nil : missing
  }
}
