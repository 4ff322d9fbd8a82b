import AssayIngest
import AssayModel
import AssayStore
import Documents

/// Holds what an audit read against what the latest one of its scope had read: what is missing hides what it
/// told of, wherever the files of a night lie.
struct MissingSources {
  private let pipeline: Pipeline

  init(_ pipeline: Pipeline) { self.pipeline = pipeline }

  /// Adds what is missing to the inputs of a result.
  ///
  /// A source whose resources were all read from others is only told of. `objects`: what the snapshot proves of nodes.
  func tell(in result: inout RunResult, _ objects: LostObjects?) throws(Stop) {
    guard let path = pipeline.settings.database.value, FilePath.exists(path) else { return }
    let history: History
    let missing: [(answer: AnsweredSource, hidden: Int)]
    do {
      history = try History.open(path: path)
      missing = try history.missingAnswers(
        of: result.run.scope, now: result.answers, resources: result.resources)
    } catch {
      // What is wrong with the file is told when the run is recorded.
      return
    }
    // What could not be read is told where it lies, and what hides something is an input of the report.
    var told = Set(result.inputs.filter { $0.unreadReason != nil }.map(\.path))
    told.formUnion(missing.filter { $0.hidden > 0 }.map(\.answer.path))
    // Pages that are there beside one that is not.
    told.formUnion(result.answers.map(\.path))
    for (answer, _) in missing where told.insert(answer.path).inserted {
      pipeline.log.warn(SafeText.message("\(answer.title) was read before and is missing now"))
    }
    result.lack(missing.filter { $0.hidden > 0 }.map(\.answer))
    guard let objects else { return }
    // A run that cannot be held against the one before could close what it must not.
    do { try MissingObjects(history, objects, result).tell(in: &result) } catch {
      throw .fault("\(error)")
    }
  }
}
