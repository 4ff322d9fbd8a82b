/// The keys of a mapping in a pack: what reads it and what tells editors about it use one list.
protocol FileKey: CaseIterable, RawRepresentable<String> {
  /// Whether a mapping without it is refused.
  var isRequired: Bool { get }
  /// One line for people.
  var doc: String { get }
}

extension FileKey {
  /// Names of the keys that have to be there, in the order of the cases.
  static var required: [String] { allCases.filter(\.isRequired).map(\.rawValue) }
  /// Names of the others.
  static var optional: [String] { allCases.filter { !$0.isRequired }.map(\.rawValue) }
}

/// The keys of a rule's file.
enum RuleFileKey: String, FileKey {
  case id, title, severity, `for`, when, variables, foreach, expect, deny, message, why, fix
  case controls, strict, examples

  var isRequired: Bool {
    switch self {
    case .id, .title, .severity, .for: true
    default: false
    }
  }

  var doc: String {
    switch self {
    case .id: "The file's name without `.yaml`, in kebab-case."
    case .title: "What should be, for all resources."
    case .severity: "How bad a day a failure makes."
    case .for: "The kind of resource that the rule judges."
    case .when: "CEL: the rule applies where this is true."
    case .variables: "CEL by name, computed at first use; a later one may use an earlier."
    case .foreach: "CEL: a list; each element, `each`, is judged by itself."
    case .expect: "CEL: true passes."
    case .deny: "CEL: true fails."
    case .message: "What is wrong with this resource: lower case, no full stop."
    case .why: "What happens otherwise, in a sentence or two."
    case .fix: "One thing to do, with the name of the setting."
    case .controls: "`framework/id` of controls that the rule is evidence for."
    case .strict: "Errors that did not matter to the verdict become the outcome."
    case .examples: "Resources with the verdict that they must get."
    }
  }
}

/// The keys of `pack.yaml`.
enum PackFileKey: String, FileKey {
  case id, version, title, description, params

  var isRequired: Bool {
    switch self {
    case .id, .version, .title: true
    case .description, .params: false
    }
  }

  var doc: String {
    switch self {
    case .id: "The name of the pack, in kebab-case."
    case .version: "Of the pack."
    case .title: "Of the pack, for people."
    case .description: "What the pack is about."
    case .params: "Parameters that users may set, by name."
    }
  }
}

/// The keys of a parameter in `pack.yaml`.
enum ParameterKey: String, FileKey {
  case type, `default`, doc, min, max, minLength, maxLength, values, pattern, names

  var isRequired: Bool {
    switch self {
    case .type, .default, .doc: true
    default: false
    }
  }

  var doc: String {
    switch self {
    case .type: "`bool`, `int`, `double`, `string`, or a list: `list<string>`."
    case .default: "The value where nobody sets one."
    case .doc: "One line for people."
    case .min, .max: "Bound of a number, or of each number in a list."
    case .minLength, .maxLength:
      "Bound of the characters of a string, or of the elements of a list."
    case .values: "The allowed values of a string, or of each string in a list."
    case .pattern:
      "A regular expression (RE2) that a string, or each string in a list, matches as a whole."
    case .names:
      "What a string, or each string in a list, names: `iam-action` (also a pattern of some), `iam-service`."
    }
  }
}
