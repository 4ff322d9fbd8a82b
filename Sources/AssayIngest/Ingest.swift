package import AssayModel
package import Documents
package import Records

/// What came of reading all inputs.
package struct IngestResult: Sendable {
  /// Everything that was declared, joined and linked.
  package let graph: ResourceGraph
  /// What became of each file, sorted by path.
  package let inputs: [InputReport]
  /// Located messages, sorted by place.
  package let diagnostics: [Diagnostic]
  /// What the inputs hold whole, so that what is not in it is not there.
  package let collected: Set<CollectedScope>
  /// Where values stand that the inputs mark as sensitive: not to be shown.
  package let sensitive: [Origin]
}

/// Reads inputs of any format into one graph.
///
/// In: loaded files in any order, and CloudFormation parameter files that apply to all templates. Out:
/// the graph and, for each file, whether it was read, skipped or refused, with the reason. Never
/// stops at a bad file; the same inputs give the same result in any order.
package func ingest(
  _ files: [LoadedInput], parameters: [LoadedInput] = []
) -> IngestResult {
  var stage = IngestStage()
  stage.addParameters(parameters)
  for file in files.sorted(by: { $0.path < $1.path }) { stage.add(file) }
  return stage.finish()
}

/// What came of reading all inputs, before it is laid out.
struct IngestedDrafts {
  let drafts: [DraftResource]
  /// For drafts that come later and name these.
  let completion: DraftCompletion
  let collected: Set<CollectedScope>
  let inputs: [InputReport]
  /// Documents of answers, each with whether it is whole.
  let documents: [(document: Document, isWhole: Bool)]
  let diagnostics: [Diagnostic]
  let sensitive: [Origin]
}

/// The stage between files and graph, as it fills.
struct IngestStage {
  /// A file whose documents were read in some format.
  private struct Reading {
    let path: String
    let title: String
    var resources = 0
    /// How often each type occurred that is not judged.
    var unjudged: [String: Int] = [:]
    let file: SourceFile
  }

  private let place: Recognition.Place

  /// `place`: what kind of files they are among.
  init(_ place: Recognition.Place = .repository) { self.place = place }

  private var readings: [Reading] = []
  /// Where each path stands among the readings.
  private var indices: [String: Int] = [:]
  private var templates: [Document] = []
  private var given: [String: Datum] = [:]
  private var declarations: [DeclaredResource] = []
  private var answers: [CollectedAnswer] = []
  private var answered: [(document: Document, isWhole: Bool)] = []
  private var closed: [String: InputReport.Status] = [:]
  private var diagnostics: [Diagnostic] = []

  /// Takes the values of parameter files; a later file wins over an earlier one.
  mutating func addParameters(_ files: [LoadedInput]) {
    for file in files {
      guard let text = opened(file) else { continue }
      switch Recognition.recognize(text) {
      case .documents(let found) where found.allSatisfy { $0.format == .cloudFormationParameters }:
        for (_, document) in found {
          given.merge(CloudFormation.parameters(in: document)) { _, later in later }
        }
        open(text, as: .cloudFormationParameters)
      case .refused(let reason, let found):
        close(text.path, .refused(reason: reason))
        diagnostics += found
      default:
        // A plain map of names is a parameter file when it is given as one.
        guard let document = Recognition.document(text), document.root.pairs != nil else {
          close(text.path, .refused(reason: "not a CloudFormation parameter file"))
          continue
        }
        given.merge(CloudFormation.parameters(in: document)) { _, later in later }
        open(text, as: .cloudFormationParameters)
      }
    }
  }

  /// Takes one file in.
  mutating func add(_ input: LoadedInput) {
    guard !isKnown(input.path), let file = opened(input) else { return }
    switch Recognition.recognize(file, in: place) {
    case .skipped(let reason): close(file.path, .skipped(reason: reason))
    case .refused(let reason, let found):
      close(file.path, .refused(reason: reason))
      diagnostics += found
    case .documents(let found): add(found, of: file)
    }
  }

  private func isKnown(_ path: String) -> Bool {
    closed[path] != nil || indices[path] != nil
  }

  private mutating func opened(_ input: LoadedInput) -> SourceFile? {
    switch input {
    case .file(let file): return file
    case .refused(let path, _) where place == .snapshot && Recognition.isPacked(path):
      close(path, .refused(reason: Recognition.packed))
    case .refused(let path, let reason): close(path, .refused(reason: "\(reason)"))
    case .skipped(let path, let reason):
      if place == .snapshot, reason == .binary,
        let reason = Recognition.missedAnswer(binary: path)
      {
        close(path, .refused(reason: reason))
      } else {
        close(path, .skipped(reason: "\(reason)"))
      }
    }
    return nil
  }

  private mutating func open(_ file: SourceFile, as format: InputFormat) {
    indices[file.path] = readings.count
    readings.append(Reading(path: file.path, title: format.title, file: file))
  }

  private mutating func close(_ path: String, _ status: InputReport.Status) {
    if closed[path] == nil { closed[path] = status }
  }

  private mutating func add(_ found: [Recognition.Found], of file: SourceFile) {
    guard let first = found.first else { return }
    if first.format == .cloudFormationParameters {
      close(
        file.path,
        .skipped(reason: "a CloudFormation parameter file; give it as one to have it applied"))
      return
    }
    open(file, as: first.format)
    for (format, document) in found {
      switch format {
      case .cloudFormation: templates.append(document)
      case .terraformPlan:
        let plan = TerraformPlan.read(document)
        declarations += plan.resources
        diagnostics += plan.diagnostics
      case .collectionNote: diagnostics += CollectionNote.diagnostics(in: document)
      default:
        declarations += format.declarations(in: document)
        let faults = format.isAnswer ? AnswerShape.faults(in: document) : []
        diagnostics += faults
        answers += faults.isEmpty ? CollectedAnswer.all(in: document, format: format) : []
        if format.isAnswer { answered.append((document, faults.isEmpty)) }
      }
    }
  }

  /// Evaluates, drafts, joins and links.
  consuming func finish() -> IngestResult {
    let read = complete()
    var builder = ResourceGraph.Builder()
    for draft in read.drafts { builder.add(draft) }
    for scope in read.collected { builder.note(scope) }
    return IngestResult(
      graph: builder.finish(), inputs: read.inputs, diagnostics: read.diagnostics,
      collected: read.collected, sensitive: read.sensitive)
  }

  /// Evaluates, drafts and joins.
  consuming func complete() -> IngestedDrafts {
    for index in PageSeries.unfinished(answered.map(\.document)) {
      let document = answered[index].document
      answered[index].isWhole = false
      guard let token = document.root.continuation else { continue }
      diagnostics.append(IngestDiagnostics.firstPageOnly(token, in: document.file))
    }
    let pages = answered.map { page in
      (path: page.document.file.path, goesOn: page.document.root.continuation != nil)
    }
    for gap in PageSeries.gaps(pages, others: [String](indices.keys) + closed.keys) {
      answered[gap.neighbour].isWhole = false
      close(gap.path, .refused(reason: PageSeries.Gap.reason))
    }
    let evaluated = CloudFormation.read(templates, parameters: given)
    declarations += evaluated.resources
    diagnostics += evaluated.diagnostics
    var drafts: [DraftResource] = []
    var parts: [Part] = []
    for declared in declarations {
      let drafted = Drafting.read(declared)
      drafts += drafted.resources
      parts += drafted.parts
      diagnostics += drafted.diagnostics
      // Of groups and users only the inline policies are read.
      let attaches = declared.properties["ManagedPolicyArns"]?.isNull == false
      if !drafted.isJudged || attaches && IngestDiagnostics.isRelated(declared.type) {
        note(declared)
      }
    }
    var join = PartJoin(DuplicateMerge.merge(drafts))
    join.join(parts)
    diagnostics += join.diagnostics
    let completion = DraftCompletion(join.drafts)
    let completed = join.drafts.map(completion.completed)
    for draft in completed { count(draft) }
    let collected = scopes(completed)
    noteUnjudged()
    return IngestedDrafts(
      drafts: completed, completion: completion, collected: collected, inputs: reports(),
      documents: answered, diagnostics: sorted(diagnostics),
      sensitive: declarations.flatMap(\.properties.sensitivePlaces))
  }

  /// What the answers cover, by the instances that were described.
  private func scopes(_ drafts: [DraftResource]) -> Set<CollectedScope> {
    var places: [String: PathScope] = [:]
    for draft in drafts where draft.id.kind == ResourceKind.instance.rawValue {
      guard let id = draft.record["instanceId"].text else { continue }
      places[id] = PathScope(
        account: draft.record["account"].text, region: draft.record["region"].text)
    }
    // A page that could not be read may tell of what no other one does.
    var broken = Set(
      answered.filter { !$0.isWhole }.map { PageSeries.pattern(of: $0.document.file.path) })
    for case (let path, .refused) in closed { broken.insert(PageSeries.pattern(of: path)) }
    return Set(answers.filter { !broken.contains($0.series) }.flatMap { $0.scopes(places) })
  }

  private mutating func note(_ declared: DeclaredResource) {
    guard let index = indices[declared.origin.path] else { return }
    readings[index].unjudged[declared.type, default: 0] += 1
  }

  private mutating func count(_ draft: DraftResource) {
    guard let index = draft.origin.flatMap({ indices[$0.path] }) else { return }
    readings[index].resources += 1
  }

  private mutating func noteUnjudged() {
    for reading in readings {
      for (type, count) in reading.unjudged.sorted(by: { $0.key < $1.key }) {
        diagnostics.append(
          IngestDiagnostics.isRelated(type)
            ? IngestDiagnostics.relatedNotJudged(type, count: count, in: reading.file)
            : IngestDiagnostics.notJudged(type, count: count, in: reading.file))
      }
    }
  }

  private func reports() -> [InputReport] {
    let messages = Dictionary(grouping: sorted(diagnostics)) { $0.place.path }
      .mapValues { $0.map(IngestDiagnostics.line) }
    let gaps = Dictionary(
      sorted(diagnostics).filter(IngestDiagnostics.isGap).map { ($0.place.path, $0.message) },
      uniquingKeysWith: { first, _ in first })
    var reports = readings.map { reading in
      InputReport(
        path: reading.path, status: .read(format: reading.title, resources: reading.resources),
        messages: messages[reading.path] ?? [], gap: gaps[reading.path])
    }
    reports += closed.map { path, status in
      InputReport(path: path, status: status, messages: messages[path] ?? [])
    }
    return reports.sorted { $0.path < $1.path }
  }

  private func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    let placed = diagnostics.map { (place: $0.place, diagnostic: $0) }
    return placed.sorted { left, right in
      let (one, two) = (left.place, right.place)
      if one.path != two.path { return one.path < two.path }
      if one.start != two.start { return one.start < two.start }
      return (left.diagnostic.code, left.diagnostic.message)
        < (right.diagnostic.code, right.diagnostic.message)
    }.map(\.diagnostic)
  }
}
