import Records

extension Derivations {
  /// What each component does to the agents, from the steps of its document.
  static func componentEffects(_ resources: [Resource], _ store: RecordStore) -> [Result] {
    views(of: .component, resources, store).flatMap { component -> [Result] in
      let effects = effects(of: component)
      return fields.map { field, trace in
        let (known, origin) = effects.flag(trace)
        return Result(
          block: component.block, field: field,
          draft: known.draft(at: origin ?? store.origin(component.block)) { .bool($0) })
      }
    }
  }

  private static let fields: [(String, SoftwareTraces)] = [
    ("installsSsmAgent", .installsSSMAgent),
    ("removesSsmAgent", .removesSSMAgent),
    ("installsCloudwatchAgent", .installsCloudWatchAgent),
    ("configuresCloudwatchAgent", .configuresCloudWatchAgent),
    ("startsCloudwatchAgent", .startsCloudWatchAgent),
  ]

  /// What was seen, where, and what could not be read.
  private struct Effects {
    var traces: SoftwareTraces = []
    /// Where each trace was seen last.
    var places: [SoftwareTraces: Origin] = [:]
    var gap: UnknownReason?

    /// A trace that was seen stands, whatever else could not be read.
    func flag(_ trace: SoftwareTraces) -> (Known<Bool>, Origin?) {
      if traces.contains(trace) { return (.value(true), places[trace]) }
      return (gap.map { .unknown($0) } ?? .value(false), nil)
    }

    mutating func apply(_ later: SoftwareTraces, at origin: Origin?) {
      traces.apply(later)
      for (_, trace) in fields where later.contains(trace) { places[trace] = origin }
    }
  }

  private static func effects(of component: RecordView) -> Effects {
    var effects = Effects()
    switch component.record("document") {
    case .absent: effects.gap = UnknownReason(.notGiven, "the component document is not given")
    case .unknown(let reason): effects.gap = reason
    case .value(let document):
      addSteps(of: document, to: &effects)
      addFiles(of: document, to: &effects)
    }
    return effects
  }

  private static func addSteps(of document: RecordView, to effects: inout Effects) {
    guard case .value(let steps) = document.records("steps") else {
      effects.gap = document.records("steps").reason ?? effects.gap
      return
    }
    for step in steps {
      guard case .value(let step) = step else {
        effects.gap = step.reason ?? effects.gap
        continue
      }
      switch step.text("commandText") {
      case .value(let text):
        effects.apply(SoftwareTraces(script: text), at: step.origin("commands"))
      case .unknown(let reason): effects.gap = reason
      case .absent: break
      }
      addInstaller(step, to: &effects)
    }
  }

  /// `InstallMSI` and `ExecuteBinary` name what they install by a path.
  private static func addInstaller(_ step: RecordView, to effects: inout Effects) {
    guard let action = step.text("action").value, let path = step.text("path").value else { return }
    let script: String
    switch action {
    case "InstallMSI": script = "msiexec /i \(path)"
    case "UninstallMSI": script = "msiexec /uninstall \(path)"
    case "ExecuteBinary": script = path
    default: return
    }
    effects.apply(SoftwareTraces(script: script), at: step.origin("path"))
  }

  private static func addFiles(of document: RecordView, to effects: inout Effects) {
    for (list, field) in [("files", "path"), ("downloads", "destination")] {
      for file in document.records(list).value ?? [] {
        guard let file = file.value, let path = file.text(field).value else { continue }
        guard SoftwareTraces.isCloudWatchConfiguration(path: path) else { continue }
        effects.apply(.configuresCloudWatchAgent, at: file.origin(field))
      }
    }
  }
}
