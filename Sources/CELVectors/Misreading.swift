/// Why a case is not understood.
package enum Misreading: Error, Hashable, Sendable {
  /// Something should be there and is not, or in a form that nobody writes.
  case malformed(String)
  /// A word of the format that this reader does not know.
  case unknown(String)
  /// Known, and out of scope: protobuf messages.
  case unsupported(String)
}

extension Misreading: CustomStringConvertible {
  package var description: String {
    switch self {
    case .malformed(let what): "malformed: \(what)"
    case .unknown(let what): "unknown \(what)"
    case .unsupported(let what): "needs \(what)"
    }
  }
}
