extension String {
  /// Equality by code points: canonically equivalent spellings are two strings.
  package func hasSameBytes(as other: String) -> Bool {
    // Equal bytes are equal strings, and what differs here is settled fast.
    guard self == other else { return false }
    return utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
  }
}
