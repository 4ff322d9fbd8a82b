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
      json.member("required", RuleFileKey.required)
      json.key("oneOf")
      json.array { json in
        for key in ["expect", "deny"] { json.object { $0.member("required", [key]) } }
      }
      json.key("properties")
      json.object { json in
        for key in RuleFileKey.allCases { property(key).write(to: &json) }
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
      json.member("required", PackFileKey.required)
      json.key("properties")
      json.object { json in
        for key in PackFileKey.allCases { property(key).write(to: &json) }
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
    /// Empty for any.
    var type = "string"
    var pattern: String?
    /// Of an array: the pattern of its texts, empty for any.
    var element: String?
    var values: [String] = []
    /// Of each value of an object.
    var reference: String?

    func write(to json: inout JSONWriter) {
      json.key(name)
      json.object { json in
        json.member("description", doc)
        if !type.isEmpty { json.member("type", type) }
        if let reference {
          json.key("additionalProperties")
          json.object { $0.member("$ref", reference) }
        }
        if let pattern { json.member("pattern", pattern) }
        if !values.isEmpty { json.member("enum", values) }
        if let element {
          json.key("items")
          json.object { json in
            json.member("type", "string")
            if !element.isEmpty { json.member("pattern", element) }
          }
        }
      }
    }
  }

  private static let kebab = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"

  private static func property(_ key: RuleFileKey) -> Property {
    var property = Property(name: key.rawValue, doc: key.doc)
    switch key {
    case .id: property.pattern = kebab
    case .severity: property.values = Severity.allCases.map(\.rawValue)
    case .for: property.values = ResourceKind.allCases.map(\.rawValue)
    case .variables, .examples: property.type = "object"
    case .strict: property.type = "boolean"
    case .controls:
      property.type = "array"
      property.element = "^[^/]+/.+$"
    case .title, .when, .foreach, .expect, .deny, .message, .why, .fix: break
    }
    return property
  }

  private static func property(_ key: PackFileKey) -> Property {
    var property = Property(name: key.rawValue, doc: key.doc)
    switch key {
    case .id: property.pattern = kebab
    case .params:
      property.type = "object"
      property.reference = "#/definitions/parameter"
    case .version, .title, .description: break
    }
    return property
  }

  private static func property(_ key: ParameterKey) -> Property {
    var property = Property(name: key.rawValue, doc: key.doc)
    switch key {
    case .type: property.values = ParameterType.names
    case .default: property.type = ""
    case .min, .max: property.type = "number"
    case .minLength, .maxLength: property.type = "integer"
    case .values:
      property.type = "array"
      property.element = ""
    case .names: property.values = NamedThing.allCases.map(\.rawValue)
    case .doc, .pattern: break
    }
    return property
  }

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
      json.member("required", ParameterKey.required)
      json.key("properties")
      json.object { json in
        for key in ParameterKey.allCases { property(key).write(to: &json) }
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
