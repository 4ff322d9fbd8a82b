/// A located tree: what a JSON or YAML text says, with the place of each value.
///
/// Scalars stay text; whoever knows the schema types them. Keys keep their order.
package struct Node: Sendable {
  /// What a node holds.
  package enum Content: Sendable {
    case scalar(Scalar)
    case sequence([Node])
    case mapping([Pair])
  }

  /// One key and its value.
  package struct Pair: Sendable {
    package var key: Node
    package var value: Node

    package init(key: Node, value: Node) {
      self.key = key
      self.value = value
    }
  }

  package var content: Content
  /// The whole value, quotes and brackets included.
  package var range: SourceRange
  /// A local YAML tag as written, such as `!Sub`; nil when there is none.
  package var tag: String?

  package init(_ content: Content, range: SourceRange, tag: String? = nil) {
    self.content = content
    self.range = range
    self.tag = tag
  }
}

/// One scalar as text, and how it was written.
package struct Scalar: Sendable, Hashable {
  /// How a scalar was written, which decides what it may mean.
  package enum Style: Sendable, Hashable {
    /// Unquoted YAML, or a JSON number, `true`, `false` or `null`.
    case plain
    case singleQuoted
    /// Double quoted YAML, or a JSON string.
    case doubleQuoted
    /// `|`.
    case literal
    /// `>`.
    case folded
  }

  /// Decoded: escapes resolved, folds applied.
  package var text: String
  package var style: Style

  package init(_ text: String, style: Style) {
    self.text = text
    self.style = style
  }

  /// Whether it says null: plain `null`, `~` or nothing.
  package var isNull: Bool {
    guard style == .plain else { return false }
    return switch text {
    case "", "~", "null", "Null", "NULL": true
    default: false
    }
  }
}

/// A text and the tree read from it.
package struct Document: Sendable {
  package let file: SourceFile
  package let root: Node

  package init(file: SourceFile, root: Node) {
    self.file = file
    self.root = root
  }
}

extension Node {
  /// The scalar, when it is one.
  package var scalar: Scalar? {
    guard case .scalar(let scalar) = content else { return nil }
    return scalar
  }

  /// The scalar's text, when it is one and not null.
  package var text: String? {
    guard let scalar, !scalar.isNull else { return nil }
    return scalar.text
  }

  /// The elements, when it is a sequence.
  package var elements: [Node]? {
    guard case .sequence(let elements) = content else { return nil }
    return elements
  }

  /// The pairs, when it is a mapping.
  package var pairs: [Pair]? {
    guard case .mapping(let pairs) = content else { return nil }
    return pairs
  }

  package var isNull: Bool { scalar?.isNull ?? false }

  /// The value under a key of a mapping; nil when there is none or this is no mapping.
  package subscript(key: String) -> Node? {
    guard case .mapping(let pairs) = content else { return nil }
    return pairs.first { $0.key.scalar?.text == key }?.value
  }
}
