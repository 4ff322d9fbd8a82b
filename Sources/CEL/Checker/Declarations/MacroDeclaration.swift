/// A macro: it reads like a call, and its arguments are a name and expressions over that name.
///
/// The parser knows macros by the shape of their calls; here is how people write them.
package struct MacroDeclaration: Sendable, Hashable {
  /// One way to write it.
  package struct Form: Sendable, Hashable {
    /// `list.all(x, condition)`.
    package let usage: String
    package let result: String
    /// One line for people.
    package let doc: String
  }

  /// As it is called, with its namespace: `all`, `cel.bind`.
  package let name: String
  /// Other names for it.
  package let aliases: [String]
  /// The usual one first.
  package let forms: [Form]

  init(_ name: String, aliases: [String] = [], _ forms: [(String, String, String)]) {
    self.name = name
    self.aliases = aliases
    self.forms = forms.map { Form(usage: $0.0, result: $0.1, doc: $0.2) }
  }

  /// What stands before the brackets of a call: `bind` of `cel.bind`.
  var callee: String { name.split(separator: ".").last.map(String.init) ?? name }

  /// Whether it is called on something, as all but `has` are.
  var isMember: Bool { name != "has" }
}

extension StandardDeclarations {
  /// Every macro, presence first, then those over lists and maps, then those over optionals.
  package static let macros: [MacroDeclaration] = [
    MacroDeclaration(
      "has", [("has(record.field)", "bool", "Whether the field, or the key of a map, is there.")]),
    quantifier("all", "Whether the condition holds for every"),
    quantifier("exists", "Whether the condition holds for at least one"),
    quantifier(
      "exists_one", aliases: ["existsOne"], "Whether the condition holds for exactly one"),
    MacroDeclaration(
      "filter",
      [
        ("list.filter(x, condition)", "list", "The elements for which the condition holds."),
        ("map.filter(k, condition)", "list", "The keys for which it holds."),
      ]),
    MacroDeclaration(
      "map",
      [
        ("list.map(x, value)", "list", "The value for each element."),
        ("list.map(x, condition, value)", "list", "For each element that meets the condition."),
        ("map.map(k, value)", "list", "The value for each key."),
      ]),
    MacroDeclaration(
      "sortBy",
      [("list.sortBy(x, key)", "list", "The elements in ascending order of their keys.")]),
    MacroDeclaration(
      "transformList",
      [
        ("list.transformList(i, x, value)", "list", "The value for each index and element."),
        (
          "list.transformList(i, x, condition, value)", "list",
          "For each that meets the condition."
        ),
        ("map.transformList(k, v, value)", "list", "The value for each key and value."),
      ]),
    MacroDeclaration(
      "transformMap",
      [
        ("map.transformMap(k, v, value)", "map", "The same keys with new values."),
        (
          "map.transformMap(k, v, condition, value)", "map",
          "Of the entries that meet the condition."
        ),
        ("list.transformMap(i, x, value)", "map", "Indices with values."),
      ]),
    MacroDeclaration(
      "transformMapEntry",
      [
        (
          "map.transformMapEntry(k, v, {key: value})", "map",
          "The entries of the map made for each entry."
        ),
        (
          "map.transformMapEntry(k, v, condition, {key: value})", "map",
          "Of the entries that meet the condition."
        ),
        ("list.transformMapEntry(i, x, {key: value})", "map", "Of a map made for each element."),
      ]),
    MacroDeclaration(
      "optMap",
      [
        (
          "optional.optMap(x, value)", "optional",
          "The value made of what is there; still missing when nothing is."
        )
      ]),
    MacroDeclaration(
      "optFlatMap",
      [
        (
          "optional.optFlatMap(x, optional)", "optional",
          "The same, for a value that is an optional itself."
        )
      ]),
    MacroDeclaration(
      "cel.bind",
      [
        (
          "cel.bind(x, value, expression)", "dyn",
          "The expression, in which the name stands for the value."
        )
      ]),
  ]

  private static func quantifier(
    _ name: String, aliases: [String] = [], _ doc: String
  ) -> MacroDeclaration {
    MacroDeclaration(
      name, aliases: aliases,
      [
        ("list.\(name)(x, condition)", "bool", "\(doc) element."),
        ("list.\(name)(i, x, condition)", "bool", "\(doc) index and element."),
        ("map.\(name)(k, condition)", "bool", "\(doc) key."),
        ("map.\(name)(k, v, condition)", "bool", "\(doc) key and value."),
      ])
  }
}
