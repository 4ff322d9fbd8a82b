import AssayModel
import Documents
import Records

/// JSON Schemas of the files of a pack, for editors: made of the same lists that read the files.
///
/// A schema helps while writing: keys, kinds, fields of examples. What a rule means is for
/// `assay policy check`.
package enum RuleFileSchema {
  private static let draft = "http://json-schema.org/draft-07/schema#"

  /// Of a rule's file.
  package static var rule: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("$schema", draft)
      json.member("title", "A rule of Assay")
      json.member("description", "One file of a policy pack; docs/writing-rules.md explains it.")
      json.member("type", "object")
      json.member("additionalProperties", false)
      json.member("required", ["id", "title", "severity", "for"])
      json.key("oneOf")
      json.array { json in
        for key in ["expect", "deny"] { json.object { $0.member("required", [key]) } }
      }
      json.key("properties")
      json.object { json in
        for property in ruleProperties { property.write(to: &json) }
      }
      json.key("allOf")
      json.array { json in
        for kind in ResourceKind.allCases { write(kind, to: &json) }
      }
      json.key("definitions")
      json.object { json in
        write(parameters: &json)
        for schema in SchemaSet.assay.schemas { write(schema, to: &json) }
      }
    }
    return json.bytes + Array("\n".utf8)
  }

  /// Of `pack.yaml`.
  package static var pack: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("$schema", draft)
      json.member("title", "A policy pack of Assay")
      json.member("type", "object")
      json.member("additionalProperties", false)
      json.member("required", ["id", "version", "title"])
      json.key("properties")
      json.object { json in
        for property in packProperties { property.write(to: &json) }
        json.key("params")
        json.object { json in
          json.member("description", "Parameters that users may set, by name.")
          json.member("type", "object")
          json.key("additionalProperties")
          json.object { $0.member("$ref", "#/definitions/parameter") }
        }
      }
      json.key("definitions")
      json.object { json in write(parameter: &json) }
    }
    return json.bytes + Array("\n".utf8)
  }

  /// A key with what may stand there.
  private struct Property {
    let name: String
    let doc: String
    var type = "string"
    var pattern: String?
    var values: [String] = []
    var reference: String?

    func write(to json: inout JSONWriter) {
      json.key(name)
      json.object { json in
        json.member("description", doc)
        if let reference {
          // A draft 7 reader ignores what stands beside a reference.
          json.key("allOf")
          json.array { json in json.object { $0.member("$ref", reference) } }
        } else {
          json.member("type", type)
        }
        if let pattern { json.member("pattern", pattern) }
        if !values.isEmpty { json.member("enum", values) }
        if type == "array" {
          json.key("items")
          json.object { json in
            json.member("type", "string")
            json.member("pattern", "^[^/]+/.+$")
          }
        }
      }
    }
  }

  private static let kebab = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"

  private static let ruleProperties = [
    Property(name: "id", doc: "The file's name without `.yaml`, in kebab-case.", pattern: kebab),
    Property(name: "title", doc: "What should be, for all resources."),
    Property(
      name: "severity", doc: "How bad a day a failure makes.",
      values: Severity.allCases.map(\.rawValue)),
    Property(
      name: "for", doc: "The kind of resource that the rule judges.",
      values: ResourceKind.allCases.map(\.rawValue)),
    Property(name: "when", doc: "CEL: the rule applies where this is true."),
    Property(
      name: "variables", doc: "CEL by name, computed at first use; a later one may use an earlier.",
      type: "object"),
    Property(name: "foreach", doc: "CEL: a list; each element, `each`, is judged by itself."),
    Property(name: "expect", doc: "CEL: true passes."),
    Property(name: "deny", doc: "CEL: true fails."),
    Property(name: "message", doc: "What is wrong with this resource: lower case, no full stop."),
    Property(name: "why", doc: "What happens otherwise, in a sentence or two."),
    Property(name: "fix", doc: "One thing to do, with the name of the setting."),
    Property(
      name: "controls", doc: "`framework/id` of controls that the rule is evidence for.",
      type: "array"),
    Property(
      name: "strict", doc: "Errors that did not matter to the verdict become the outcome.",
      type: "boolean"),
    Property(
      name: "examples", doc: "Resources with the verdict that they must get.", type: "object"),
  ]

  private static let packProperties = [
    Property(name: "id", doc: "The name of the pack, in kebab-case.", pattern: kebab),
    Property(name: "version", doc: "Of the pack."),
    Property(name: "title", doc: "Of the pack, for people."),
    Property(name: "description", doc: "What the pack is about."),
  ]

  /// Examples have the shape of the rule's kind.
  private static func write(_ kind: ResourceKind, to json: inout JSONWriter) {
    json.object { json in
      json.key("if")
      json.object { json in
        json.key("properties")
        json.object { json in
          json.key("for")
          json.object { $0.member("const", kind.rawValue) }
        }
      }
      json.key("then")
      json.object { json in
        json.key("properties")
        json.object { json in
          json.key("examples")
          json.object { json in write(examplesOf: kind, to: &json) }
        }
      }
    }
  }

  private static func write(examplesOf kind: ResourceKind, to json: inout JSONWriter) {
    json.member("additionalProperties", false)
    json.key("properties")
    json.object { json in
      for example in RuleExample.Kind.allCases {
        json.key(example.rawValue)
        json.object { json in
          json.member("type", "array")
          json.key("items")
          json.object { $0.member("$ref", "#/definitions/\(kind.schema.name)") }
        }
      }
      json.key("params")
      json.object { $0.member("$ref", "#/definitions/params") }
    }
  }

  private static func write(parameters json: inout JSONWriter) {
    json.key("params")
    json.object { json in
      json.member("description", "Parameters of the pack that hold for the examples.")
      json.member("type", "object")
    }
  }

  private static func write(parameter json: inout JSONWriter) {
    json.key("parameter")
    json.object { json in
      json.member("type", "object")
      json.member("additionalProperties", false)
      json.member("required", ["type", "default", "doc"])
      json.key("properties")
      json.object { json in
        Property(
          name: "type", doc: "`bool`, `int`, `double`, `string`, or a list: `list<string>`.",
          pattern: "^(bool|int|double|string|list<(bool|int|double|string)>)$"
        ).write(to: &json)
        json.key("default")
        json.object { json in json.member("description", "The value where nobody sets one.") }
        Property(name: "doc", doc: "One line for people.").write(to: &json)
        for name in ["min", "max"] {
          Property(name: name, doc: "Bound of numbers, of elements in lists.", type: "number")
            .write(to: &json)
        }
        json.key("values")
        json.object { json in
          json.member("description", "The allowed values of strings, of elements in lists.")
          json.member("type", "array")
        }
      }
    }
  }

  /// A record: what is left out is absent, null too, and `!unknown` reads as null.
  private static func write(_ schema: Schema, to json: inout JSONWriter) {
    json.key(schema.name)
    json.object { json in
      json.member("description", schema.doc)
      json.member("type", ["object", "null"])
      json.member("additionalProperties", false)
      json.key("properties")
      json.object { json in
        for field in schema.fields {
          json.key(field.name)
          json.object { json in
            let unit = field.unit.map { " In \($0)." } ?? ""
            json.member("description", field.doc + unit)
            write(field.type, values: field.values, to: &json)
          }
        }
      }
    }
  }

  private static func write(_ type: FieldType, values: [String], to json: inout JSONWriter) {
    switch type {
    case .bool: json.member("type", ["boolean", "null"])
    case .int, .duration: json.member("type", ["integer", "null"])
    case .double: json.member("type", ["number", "null"])
    case .string, .timestamp:
      json.member("type", ["string", "null"])
      if !values.isEmpty { json.member("examples", values) }
    case .list(let element):
      json.member("type", ["array", "null"])
      json.key("items")
      json.object { write(element, values: values, to: &$0) }
    case .map(let element):
      json.member("type", ["object", "null"])
      json.key("additionalProperties")
      json.object { write(element, values: [], to: &$0) }
    case .record(let name), .reference(let name):
      json.key("allOf")
      json.array { json in json.object { $0.member("$ref", "#/definitions/\(name)") } }
    }
  }
}
