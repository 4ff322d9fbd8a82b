import CIAMData

/// Where a text of data stands; parts of it are copied when they are wanted.
enum CatalogueSource: Sendable {
  /// The catalogue in the executable.
  case bundled
  /// The managed policies in the executable.
  case managedPolicies
  case bytes([UInt8])

  /// In bytes.
  var count: Int {
    switch self {
    case .bundled: Self.catalogueText.count
    case .managedPolicies: Self.managedPoliciesText.count
    case .bytes(let bytes): bytes.count
    }
  }

  /// The bytes of a range, which must lie inside.
  func part(_ range: Range<Int>) -> [UInt8] {
    switch self {
    case .bundled: Array(Self.catalogueText[range])
    case .managedPolicies: Array(Self.managedPoliciesText[range])
    case .bytes(let bytes): Array(bytes[range])
    }
  }

  private static var catalogueText: UnsafeBufferPointer<UInt8> {
    var length = 0
    let start = assay_iam_catalogue(&length)
    return UnsafeBufferPointer(start: start, count: length)
  }

  private static var managedPoliciesText: UnsafeBufferPointer<UInt8> {
    var length = 0
    let start = assay_iam_managed_policies(&length)
    return UnsafeBufferPointer(start: start, count: length)
  }
}
