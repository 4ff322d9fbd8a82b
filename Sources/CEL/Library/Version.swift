/// A version, ordered as the packages of its kind are.
package struct Version: Sendable, OpaqueValue {
  /// How texts are read and ordered.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Semantic Versioning 2.0.0; build metadata does not count.
    case semver
    /// Whole numbers with points between; what is missing at the end counts as 0.
    case dotted
    /// `[epoch:]version[-release]` of RPM, with `~` and `^`; a release counts when both have one.
    case rpm
    /// `[epoch:]version[-revision]` of Debian.
    case deb
  }

  package let kind: Kind
  /// As written.
  package let text: String
  private let parts: Parts

  /// Pieces of the text's bytes.
  private enum Parts: Sendable {
    /// Both with points between; no labels for a release.
    case semantic(numbers: ArraySlice<UInt8>, labels: ArraySlice<UInt8>)
    case dotted(ArraySlice<UInt8>)
    case package(epoch: ArraySlice<UInt8>, version: ArraySlice<UInt8>, release: ArraySlice<UInt8>)
  }

  /// Nil for a text that is no version of the kind.
  package init?(_ text: String, _ kind: Kind) {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty, bytes.count <= 256 else { return nil }
    let parts: Parts?
    switch kind {
    case .semver: parts = Self.semantic(bytes[...])
    case .dotted: parts = Self.areNumbers(bytes[...]) ? .dotted(bytes[...]) : nil
    case .rpm, .deb: parts = Self.package(bytes[...])
    }
    guard let parts else { return nil }
    self.kind = kind
    self.text = text
    self.parts = parts
  }

  private static func semantic(_ bytes: ArraySlice<UInt8>) -> Parts? {
    let text = bytes.prefix { $0 != UInt8(ascii: "+") }
    let core = text.prefix { $0 != UInt8(ascii: "-") }
    guard areNumbers(core), core.count(where: { $0 == UInt8(ascii: ".") }) == 2 else { return nil }
    guard core.count < text.count else { return .semantic(numbers: core, labels: []) }
    let labels = text[(core.endIndex + 1)...]
    let areValid = DottedParts(labels).allSatisfy { label in
      !label.isEmpty && label.allSatisfy { $0.isASCIIAlphanumeric || $0 == UInt8(ascii: "-") }
    }
    return areValid ? .semantic(numbers: core, labels: labels) : nil
  }

  /// Whether these are whole numbers with points between.
  private static func areNumbers(_ bytes: ArraySlice<UInt8>) -> Bool {
    DottedParts(bytes).allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isASCIIDigit) }
  }

  private static func package(_ bytes: ArraySlice<UInt8>) -> Parts? {
    var rest = bytes
    var epoch: ArraySlice<UInt8> = []
    if let colon = rest.firstIndex(of: UInt8(ascii: ":")) {
      guard rest[..<colon].allSatisfy(\.isASCIIDigit) else { return nil }
      epoch = rest[..<colon].withoutZeros
      rest = rest[(colon + 1)...]
    }
    guard rest.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
    var release: ArraySlice<UInt8> = []
    if let dash = rest.lastIndex(of: UInt8(ascii: "-")) {
      release = rest[(dash + 1)...]
      rest = rest[..<dash]
    }
    return rest.isEmpty ? nil : .package(epoch: epoch, version: rest, release: release)
  }

  package var type: CELType { .version }
  package var printed: String { text }

  package func isEqual(to other: any OpaqueValue) -> Bool { order(against: other) == 0 }

  /// Nil for a version of another kind.
  package func order(against other: any OpaqueValue) -> Int? {
    (other as? Version).flatMap { order(against: $0) }
  }

  /// Nil for a version of another kind.
  package func order(against other: Version) -> Int? {
    guard other.kind == kind else { return nil }
    switch (parts, other.parts) {
    case (.semantic(let left, let leftLabels), .semantic(let right, let rightLabels)):
      let order = VersionOrder.dotted(left, right)
      return order != 0 ? order : VersionOrder.labels(leftLabels, rightLabels)
    case (.dotted(let left), .dotted(let right)): return VersionOrder.dotted(left, right)
    case (
      .package(let epoch, let version, let release),
      .package(let otherEpoch, let otherVersion, let otherRelease)
    ):
      let order = VersionOrder.numbers(epoch, otherEpoch)
      if order != 0 { return order }
      let compare = kind == .rpm ? VersionOrder.rpm : VersionOrder.deb
      let versions = compare(version, otherVersion)
      if versions != 0 { return versions }
      if kind == .rpm, release.isEmpty || otherRelease.isEmpty { return 0 }
      return compare(release, otherRelease)
    default: return nil
    }
  }

  /// The three numbers of a semantic version; nil for one that has labels or is of another kind.
  var semanticNumbers: [UInt64]? {
    guard case .semantic(let numbers, _) = parts else { return nil }
    let values = DottedParts(numbers).compactMap { UInt64(String(decoding: $0, as: UTF8.self)) }
    return values.count == 3 ? values : nil
  }

  var isPrerelease: Bool {
    if case .semantic(_, let labels) = parts { !labels.isEmpty } else { false }
  }
}

extension CELType {
  package static let version = CELType.opaque("version", [])
  package static let arn = CELType.opaque("arn", [])
  package static let versionRange = CELType.opaque("version_range", [])
}

extension UInt8 {
  var isASCIIDigit: Bool { (0x30...0x39).contains(self) }
  var isASCIILetter: Bool { (0x41...0x5A).contains(self & 0xDF) }
  var isASCIIAlphanumeric: Bool { isASCIIDigit || isASCIILetter }
}

extension ArraySlice<UInt8> {
  /// Digits without leading zeros; empty for zero.
  var withoutZeros: ArraySlice<UInt8> { drop { $0 == 0x30 } }
}
