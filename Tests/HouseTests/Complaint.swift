/// Something in the wrong room, with the reason in words.
struct Complaint: Hashable, CustomStringConvertible, Comparable {
  let path: String
  /// 1-based; 0 for the file as a whole.
  let line: Int
  let reason: String

  var description: String { line == 0 ? "\(path): \(reason)" : "\(path):\(line): \(reason)" }

  static func < (left: Self, right: Self) -> Bool {
    (left.path, left.line, left.reason) < (right.path, right.line, right.reason)
  }
}
