import Documents

/// One word or sign of an expression, with the bytes it stands on.
struct Token: Hashable, Sendable {
  /// What it is; the raw value is how a message names it.
  enum Kind: String, Hashable, Sendable {
    case identifier = "name"
    /// A name in backticks.
    case quotedIdentifier = "quoted name"
    case int = "whole number"
    case uint = "unsigned number"
    case double = "number"
    case string = "string"
    case bytes = "bytes"
    case `true`
    case `false`
    case null
    case `in`
    case leftParen = "("
    case rightParen = ")"
    case leftBracket = "["
    case rightBracket = "]"
    case leftBrace = "{"
    case rightBrace = "}"
    case comma = ","
    case dot = "."
    case question = "?"
    case colon = ":"
    case plus = "+"
    case minus = "-"
    case star = "*"
    case slash = "/"
    case percent = "%"
    case not = "!"
    case and = "&&"
    case or = "||"
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case end = "end"
    /// Refused by the lexer, which has said so.
    case invalid
  }

  var kind: Kind
  var range: SourceRange
}
