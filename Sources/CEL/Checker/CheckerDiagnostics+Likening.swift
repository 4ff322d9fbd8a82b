import Documents

extension CheckerDiagnostics {
  /// One side of a comparison, as messages tell of it.
  struct Side {
    let type: CELType
    /// As it is written.
    let text: String
    let range: SourceRange
    /// The literal that it is; nil when it is none.
    let constant: Expression.Constant?
  }

  /// How two sides of different types can be made alike.
  enum Likening {
    /// Nil where there is no usual way; the sign where it is an operator's and no equality.
    static func fix(_ left: Side, _ right: Side, of sign: String? = nil) -> FixIt? {
      written(left, right, sign) ?? written(right, left, sign)
        ?? converted(left, right, sign) ?? converted(right, left, sign)
        ?? unwrapping(left.type, to: right.type) ?? unwrapping(right.type, to: left.type)
        ?? (sign == nil ? nil : unwrapping(left.type) ?? unwrapping(right.type))
    }

    /// What a literal on the first side was probably meant to be.
    private static func written(_ side: Side, _ other: Side, _ sign: String?) -> FixIt? {
      switch side.constant {
      case .string(let text)? where sign != "+": self.text(text, side, other)
      case .int(let number)?:
        switch other.type {
        case .string where sign == nil: meant("\"\(number)\"", side)
        case .double: meant("\(number).0", side)
        case .uint: meant("\(number)u", side)
        case .duration, .timestamp: FixIt("say of what, as in `days(\(number))`")
        default: nil
        }
      default: nil
      }
    }

    /// How to make the first side like the second, or to ask in another way.
    private static func converted(_ side: Side, _ other: Side, _ sign: String?) -> FixIt? {
      if case .list(let element) = other.type, sign != "in" {
        return element == side.type
          ? FixIt("ask with `in`, as in `\(side.short) in \(other.short)`")
          : FixIt("ask for its elements, as in `\(other.short).exists(x, …)`")
      }
      switch (side.type, other.type) {
      case (.string, .string):
        return sign == "in" && side.range.start < other.range.start
          ? FixIt("ask with `\(other.short).contains(\(side.short))`") : nil
      case (.string, let type) where sign == "+":
        return type.isNumber || type == .bool ? FixIt("write it as `string(\(other.short))`") : nil
      case (.string, .int), (.string, .double), (.string, .uint), (.int, .double), (.int, .uint):
        return FixIt("write it as `\(other.type)(\(side.short))`")
      case (.int, .duration): return FixIt("say of what, as in `days(\(side.short))`")
      case (.bool, _) where side.constant == nil && sign != "in":
        return FixIt("`\(side.short)` is a test by itself: leave the comparison out")
      default: return nil
      }
    }

    private static func text(_ text: String, _ side: Side, _ other: Side) -> FixIt? {
      switch other.type {
      case .bool: return text == "true" || text == "false" ? meant(text, side) : nil
      case .int: return Int64(text).map { meant(String($0), side) }
      case .double: return Double(text).map { meant(DoubleText.shortest($0), side) }
      case .timestamp:
        if Timestamp(rfc3339: text) != nil {
          return FixIt("write it as `timestamp(\(side.short))`")
        }
        let day = "\(text)T00:00:00Z"
        return FixIt(
          "write it as `timestamp(\"\(Timestamp(rfc3339: day) == nil ? "…" : day)\")`")
      case .duration:
        if text.hasSuffix("d"), let days = Int64(text.dropLast()) {
          return FixIt("write it as `days(\(days))`")
        }
        return FixIt("write it as `duration(\(side.short))`")
      case .version: return FixIt("write it as `version(\(side.short), …)`")
      case .ip: return FixIt("write it as `ip(\(side.short))`")
      case .cidr: return FixIt("write it as `cidr(\(side.short))`")
      default: return nil
      }
    }

    private static func meant(_ text: String, _ side: Side) -> FixIt {
      FixIt(
        "did you mean `\(text)`?", edits: [FixIt.Edit(range: side.range, text: text)],
        applicability: .unsafe)
    }
  }
}

extension CheckerDiagnostics.Side {
  /// Its text where that is short.
  fileprivate var short: String {
    text.utf8.count > 60 || text.contains("\n") ? "…" : text
  }
}
