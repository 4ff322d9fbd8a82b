/// A function or operator that expressions may call: a name and what it accepts.
package struct FunctionDeclaration: Sendable, Hashable {
  /// As the syntax tree spells it: `_+_`, `size`, or with its namespace, `math.greatest`.
  package let name: String
  /// In the order in which they are tried; ids are unique in an environment.
  package private(set) var overloads: [Overload]

  package init(_ name: String, _ overloads: [Overload]) {
    self.name = name
    self.overloads = overloads
  }

  /// This function with the overloads of another of the same name added; an overload of an id that
  /// is there already replaces the old one.
  func adding(_ more: [Overload]) -> FunctionDeclaration {
    var result = self
    for overload in more {
      if let index = result.overloads.firstIndex(where: { $0.id == overload.id }) {
        result.overloads[index] = overload
      } else {
        result.overloads.append(overload)
      }
    }
    return result
  }
}

/// One signature of a function.
package struct Overload: Sendable, Hashable {
  /// The specification's id where it has one, such as `add_int64`; what evaluators dispatch on.
  package let id: String
  /// With the receiver first when `isMember`.
  package let parameters: [CELType]
  package let result: CELType
  /// Whether it is called as `receiver.f(…)`.
  package let isMember: Bool
  /// One line for people.
  package let doc: String
  /// Names of the type parameters in the signature, in order of first use; empty for most.
  let typeParameters: [String]

  private init(
    id: String, parameters: [CELType], result: CELType, isMember: Bool, doc: String
  ) {
    self.id = id
    self.parameters = parameters
    self.result = result
    self.isMember = isMember
    self.doc = doc
    var names: [String] = []
    for type in parameters + [result] { type.collectParameters(into: &names) }
    typeParameters = names
  }

  /// `f(a, b)`, or an operator.
  package static func function(
    _ id: String, _ parameters: [CELType], _ result: CELType, _ doc: String
  ) -> Overload {
    Overload(id: id, parameters: parameters, result: result, isMember: false, doc: doc)
  }

  /// `receiver.f(a, b)`.
  package static func member(
    _ id: String, of receiver: CELType, _ parameters: [CELType], _ result: CELType, _ doc: String
  ) -> Overload {
    Overload(
      id: id, parameters: [receiver] + parameters, result: result, isMember: true, doc: doc)
  }
}
