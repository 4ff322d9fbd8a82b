import AssayModel
import Records

/// Where values stand that must not be shown as they are, and what to show instead.
struct SensitivePlaces {
  /// What becomes of a value in an excerpt.
  private enum Treatment {
    /// Nothing of it is shown.
    case covered
    /// A script: shown, but for what looks like a secret in it, because it is what is judged.
    case script
  }

  private struct Place {
    let origin: Origin
    let treatment: Treatment
  }

  /// Fields that are sensitive because somebody may have written a secret into a script.
  private static let scripts: Set<String> = [
    "userData", "commands", "commandText", "arguments", "content",
  ]

  private var places: [String: [Place]] = [:]

  /// Those that the inputs mark, and those that the schemas of the records do.
  init(marked: [Origin], in graph: ResourceGraph) {
    for origin in marked { add(origin, .covered) }
    for resource in graph.resources { walk(resource.record, in: graph.store) }
  }

  /// A line of a file as it may be shown.
  func shown(_ line: String, number: Int, of path: String) -> String {
    let own = (places[path] ?? []).filter { Int($0.origin.line)...Int($0.origin.endLine) ~= number }
    guard !own.isEmpty else { return line }
    var scalars = Array(line.unicodeScalars)
    var isScript = false
    // From the right, so that columns on the left stay what they are.
    for place in own.sorted(by: { $0.origin.column > $1.origin.column }) {
      guard place.treatment == .covered else {
        isScript = true
        continue
      }
      let start = number == place.origin.line ? Int(place.origin.column) - 1 : indent(of: scalars)
      let end = number == place.origin.endLine ? Int(place.origin.endColumn) - 1 : scalars.count
      guard start < end, start < scalars.count else { continue }
      scalars.replaceSubrange(start..<min(end, scalars.count), with: SecretText.cover)
    }
    let text = String(String.UnicodeScalarView(scalars))
    return isScript ? SecretText.covered(in: text) : text
  }

  private func indent(of line: [Unicode.Scalar]) -> Int {
    line.prefix { $0 == " " || $0 == "\t" }.count
  }

  private mutating func add(_ origin: Origin, _ treatment: Treatment) {
    guard origin.line >= 1, origin.column >= 1, origin.endLine >= origin.line else { return }
    places[origin.path, default: []].append(Place(origin: origin, treatment: treatment))
  }

  private mutating func walk(_ block: BlockID, in store: RecordStore) {
    guard let schema = store.schema(of: block) else { return }
    for (index, field) in schema.fields.enumerated() where store.state(block, index).hasValue {
      if field.isSensitive {
        let treatment: Treatment = Self.scripts.contains(field.name) ? .script : .covered
        if let origin = store.origin(store.slot(block, index)) { add(origin, treatment) }
        elements(of: store.value(block, index, as: field.type), in: store) { list, element in
          if let origin = store.origin(store.slot(list, element)) { add(origin, treatment) }
        }
      } else if case .list(.record) = field.type {
        elements(of: store.value(block, index, as: field.type), in: store) { list, element in
          guard case .list(_, let type)? = store.value(block, index, as: field.type),
            case .record(let inner)? = store.value(list, element, as: type)
          else { return }
          walk(inner, in: store)
        }
      } else if case .record = field.type,
        case .record(let inner)? = store.value(block, index, as: field.type)
      {
        walk(inner, in: store)
      }
    }
  }

  private func elements(
    of value: RecordStore.Value?, in store: RecordStore, _ body: (BlockID, Int) -> Void
  ) {
    switch value {
    case .list(let list, _), .map(let list, _):
      for index in 0..<store.count(list) { body(list, index) }
    default: break
    }
  }
}
