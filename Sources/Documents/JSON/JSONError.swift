/// Why bytes are not the JSON that was asked for, and where.
///
/// Thrown by the readers that build no tree. Whether bytes are valid they judge as `JSONReader` does;
/// that one also says how to mend them.
package struct JSONError: Error, Hashable, Sendable {
  /// What is wrong.
  package enum Reason: Hashable, Sendable {
    /// The bytes end inside a value.
    case truncated
    /// A byte that has no place there.
    case unexpected
    /// A bare control character in a string; a line end there mostly means a missing quote.
    case controlCharacter
    /// A backslash that begins no escape.
    case badEscape
    /// Half a surrogate pair, which stands for no character.
    case loneSurrogate
    case badNumber
    case invalidUTF8
    /// Bytes that begin as UTF-16 does.
    case utf16
    case duplicateKey
    /// More containers inside each other than this.
    case tooDeep(limit: Int)
    /// More bytes in one value than this.
    case tooLarge(limit: Int)
    /// More members in an object than this.
    case tooManyKeys(limit: Int)
    /// Something follows the end of the document.
    case trailingText
    /// Valid so far, but of another kind than the caller needs.
    case notA(JSONKind)
  }

  package let reason: Reason
  /// Bytes from the start of what was given to the reader.
  package let offset: Int
  /// 1-based; nil where the reader saw only a piece of a file.
  package let line: Int?

  init(_ reason: Reason, at offset: Int, line: Int? = nil) {
    self.reason = reason
    self.offset = offset
    self.line = line
  }

  /// The same fault seen from the file in which the piece begins at `start`, on line `line`.
  package func located(from start: Int, line: Int) -> JSONError {
    JSONError(reason, at: start + offset, line: line)
  }

  /// The same fault with the line it is on.
  func on(line: Int) -> JSONError {
    JSONError(reason, at: offset, line: line)
  }

  /// What a user is told, in the file it was found in.
  package func diagnostic(in file: SourceFile) -> Diagnostic {
    Diagnostic(
      .error, code: "json-unreadable", "\(reason)", file: file,
      range: SourceRange(min(offset, file.bytes.count), min(offset + 1, file.bytes.count)))
  }
}

extension JSONError.Reason: CustomStringConvertible {
  package var description: String {
    switch self {
    case .truncated: "the JSON ends inside a value"
    case .unexpected: "this has no place in JSON"
    case .controlCharacter: "a bare control character stands in a string"
    case .badEscape: "a backslash begins no escape of JSON"
    case .loneSurrogate: "half a surrogate pair stands for no character"
    case .badNumber: "this is no number of JSON"
    case .invalidUTF8: "the text is not valid UTF-8"
    case .utf16: "the text is UTF-16; save it as UTF-8"
    case .duplicateKey: "a key is given twice"
    case .tooDeep(let limit): "more than \(limit) levels of nesting"
    case .tooLarge(let limit): "one value has more than \(limit) bytes"
    case .tooManyKeys(let limit): "one object has more than \(limit) members"
    case .trailingText: "text follows the end of the document"
    case .notA(let kind): "\(kind.article) \(kind) should stand here"
    }
  }
}

extension JSONError: CustomStringConvertible {
  package var description: String {
    line.map { "line \($0): \(reason)" } ?? "byte \(offset): \(reason)"
  }
}

/// What a value of JSON is.
package enum JSONKind: String, Hashable, Sendable, CustomStringConvertible {
  case object, array, string, number, bool, null

  package var description: String { rawValue }

  fileprivate var article: String { self == .object || self == .array ? "an" : "a" }
}
