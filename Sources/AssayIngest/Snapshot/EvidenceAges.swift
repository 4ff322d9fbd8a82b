import AssayModel
import Documents
import Records

/// Gathers when the files of each source and place were written.
struct EvidenceAges {
  private var ages: [Key: EvidenceAge] = [:]

  private struct Key: Hashable {
    let source: String
    let place: PathScope
  }

  /// Adds a file; one of which the system did not tell leaves nothing.
  mutating func add(_ source: String, _ place: PathScope, _ state: FileState?) {
    guard let state else { return }
    add(source, place, [state])
  }

  /// Adds the files of a folder; those of which the system did not tell leave nothing.
  mutating func add(_ source: String, _ place: PathScope, _ states: [FileState]) {
    let key = Key(source: source, place: place)
    var age = ages[key]
    for state in states where state != .unasked {
      if age?.add(written: state.written) == nil {
        age = EvidenceAge(source: source, place: place, written: state.written)
      }
    }
    ages[key] = age
  }

  /// Sorted by source, account and region.
  var sorted: [EvidenceAge] {
    ages.values.sorted { left, right in
      (left.source, left.place.account ?? "", left.place.region ?? "")
        < (right.source, right.place.account ?? "", right.place.region ?? "")
    }
  }
}

extension FileState {
  /// The last change of the content.
  var written: Instant { Instant(microseconds: modified / 1_000) }
}
