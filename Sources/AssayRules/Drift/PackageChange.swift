package import Records

/// How a package differs from what an image had, or from what its components declare.
package struct PackageChange: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    /// There, and was not; or declared to be removed.
    case added
    /// Not there, and was; or declared to be installed.
    case removed
    /// A later version.
    case forward = "patched-forward"
    /// An earlier version.
    case regressed
    /// It may be one of these: what decides is not told.
    case undecided
  }

  /// What it is compared with.
  package enum Measure: String, Sendable, CaseIterable {
    /// The image's own inventory at build.
    case built
    /// What the components of its recipe ask for.
    case declared
  }

  package let kind: Kind
  package let measure: Measure
  /// Name of the package.
  package let package: String
  /// Nil where the name has one architecture alone, or not every row tells.
  package let architecture: String?
  /// The names that a declaration may mean; its own name for an inventory.
  package let names: [String]
  /// Version that it had or should have, where one is told.
  package let was: String?
  /// Version that it has, where one is told.
  package let now: String?
  /// One clause; nil where there is nothing to explain.
  package let why: String?
  /// Where the declaration stands; nil for an inventory.
  package let origin: Origin?
}
