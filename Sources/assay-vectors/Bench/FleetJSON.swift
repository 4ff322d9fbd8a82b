import Documents
import Records

/// The fleet, its shapes and its rules as JSON, so that others measure the very same.
enum FleetJSON {
  static func bytes(of fleet: InstanceFleet) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.key("shapes")
      writer.object { writer in
        for shape in Shape.allCases { writer.member(shape.rawValue, shape.expression) }
      }
      writer.member("rules", RuleTexts.all)
      writer.key("schemas")
      writer.object { writer in
        for schema in InstanceFleet.schemas.schemas {
          writer.key(schema.name)
          writer.object { writer in
            for field in schema.fields { writer.member(field.name, name(of: field.type)) }
          }
        }
      }
      writer.key("instances")
      writer.array { writer in for draft in fleet.drafts { write(draft, to: &writer) } }
    }
    return writer.bytes + Array("\n".utf8)
  }

  /// `list(volume)`, `int`.
  private static func name(of type: FieldType) -> String {
    switch type {
    case .list(let element): "list(\(name(of: element)))"
    case .map(let value): "map(\(name(of: value)))"
    case .record(let name), .reference(let name): name
    default: "\(type)"
    }
  }

  private static func write(_ record: DraftRecord, to writer: inout JSONWriter) {
    writer.object { writer in
      for (field, draft) in zip(record.schema.fields, record.fields) {
        guard let value = draft.value else { continue }
        writer.key(field.name)
        write(value, to: &writer)
      }
    }
  }

  private static func write(_ value: DraftValue, to writer: inout JSONWriter) {
    switch value {
    case .bool(let bool): writer.bool(bool)
    case .int(let int): writer.int(int)
    case .string(let string): writer.string(string)
    case .record(let record): write(record, to: &writer)
    case .list(let elements), .sharedList(let elements):
      writer.array { writer in
        for element in elements { element.value.map { write($0, to: &writer) } }
      }
    case .double, .timestamp, .duration, .map, .existing, .reference:
      preconditionFailure("the fleet has no such field")
    }
  }
}
