import Glibc

/// What the system said to a call, in its words.
struct ErrorNumber: Error, CustomStringConvertible {
  let raw: CInt

  init(_ raw: CInt) { self.raw = raw }

  /// That of the last call.
  static var last: ErrorNumber { ErrorNumber(errno) }

  var description: String { String(cString: strerror(raw)) }
}
