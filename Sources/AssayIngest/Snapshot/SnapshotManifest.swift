import AssayModel
import Documents
package import Records

/// What a snapshot holds, by source, account and region, and how old it is.
///
/// In: folders and files. Out: one entry a source and place. Of inventory objects only the beginning is read,
/// which tells when they were taken; answers of calls carry no time, so that of their files is told.
package struct SnapshotManifest: Sendable {
  /// What is there of one source in one place.
  package struct Entry: Sendable {
    /// A call such as `ec2:DescribeInstances`, a type of inventory such as `AWS:Application`, or a format
    /// of code.
    package let source: String
    /// 12 digits; nil when nothing tells.
    package let account: String?
    package let region: String?
    package fileprivate(set) var files = 0
    /// Instances, nodes, images, roles: what it speaks of.
    package fileprivate(set) var items = 0
    /// The earliest and the latest; nil when nothing tells.
    package fileprivate(set) var times: ClosedRange<Instant>?
    /// Files of which nothing tells when they were taken.
    package fileprivate(set) var untimed = 0
    /// Whether the times are those at which the files were written, and not those of what is in them.
    package let isByFile: Bool
    /// Files that are the first page of several, or end early.
    package fileprivate(set) var short = 0
  }

  /// Sorted by source, account and region.
  package private(set) var entries: [Entry] = []
  /// What could not be read, and what was not collected; sorted by path.
  package private(set) var unread: [(path: String, why: String)] = []
  /// Files that are nothing of ours, by reason.
  package private(set) var skipped: [String: Int] = [:]
  /// Whether image-as-code is among it, which needs no calls.
  package private(set) var holdsCode = false
  private var places: [Key: Int] = [:]

  private struct Key: Hashable {
    let source: String
    let place: PathScope
  }

  package init(_ paths: [String]) {
    let snapshot = FleetSnapshot(paths)
    for unit in snapshot.units { add(unit, of: snapshot) }
    // Whether an answer lists what is alive only what instances share tells.
    let doubts = FleetIngest(snapshot, software: []).doubts
    for page in snapshot.pages { add(page, doubt: doubts[page.path]) }
    var found: [(document: Document, format: InputFormat)] = []
    for document in snapshot.documents { add(document, &found) }
    let answers = found.indices.filter { found[$0].format.isAnswer }
    var short = Set(
      PageSeries.unfinished(answers.map { found[$0].document }).map { answers[$0] })
    for gap in snapshot.missingPages { unread.append((gap, PageSeries.Gap.reason)) }
    let pages = answers.map { index in
      let document = found[index].document
      return (path: document.file.path, goesOn: document.root.continuation != nil)
    }
    for gap in PageSeries.gaps(pages, others: snapshot.documents.map(\.path)) {
      short.insert(answers[gap.neighbour])
      unread.append((gap.path, PageSeries.Gap.reason))
    }
    for (index, item) in found.enumerated() {
      let doubt = doubts[item.document.file.path]
      if let doubt { unread.append((item.document.file.path, doubt)) }
      add(item.document, item.format, isShort: short.contains(index) || doubt != nil)
    }
    entries.sort { left, right in
      (left.source, left.account ?? "", left.region ?? "")
        < (right.source, right.account ?? "", right.region ?? "")
    }
    unread.sort { $0.path < $1.path }
  }

  private mutating func add(_ unit: FleetSnapshot.Unit, of snapshot: FleetSnapshot) {
    for object in unit.objects {
      let key = snapshot.keys[Int(object.key)]
      let listing = snapshot.listings[Int(object.listing)]
      let file = listing.files[Int(object.file)]
      let place = PathScope(account: key.account, region: key.region)
      do {
        let opened = try listing.open(file)
        let size = try opened.state().size
        let text = try opened.bytes(min(size, 16_384), at: 0)
        add(key.type, place, items: 1, at: Self.captured(text), isByFile: false)
        if size == 0 {
          unread.append((listing.path(of: file), "the object is empty"))
        } else if InventoryObjectReader.types.contains(key.type), !Self.mayHoldRows(text) {
          unread.append((listing.path(of: file), "it does not begin as rows of JSON do"))
        }
      } catch {
        unread.append((listing.path(of: file), "\(error)"))
      }
    }
    for other in unit.others { add(other, of: snapshot) }
  }

  /// Whether an object begins as JSON in UTF-8 does, or as what is packed.
  private static func mayHoldRows(_ bytes: [UInt8]) -> Bool {
    if bytes.starts(with: [0x1F, 0x8B]) { return true }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = bytes.dropFirst(bytes.starts(with: mark) ? mark.count : 0).drop { $0 <= 0x20 }
    return text.first == UInt8(ascii: "{") || text.first == UInt8(ascii: "[")
  }

  /// The time in the first line of an object; nil for none, and for what is packed.
  private static func captured(_ bytes: [UInt8]) -> Instant? {
    let line = bytes.prefix { $0 != 0x0A }
    guard !line.isEmpty else { return nil }
    return Array(line).withUnsafeBytes { bytes in
      var cursor = JSONCursor(bytes)
      do throws(JSONError) {
        try cursor.enterObject()
        while let key = try cursor.nextKey() {
          if key.string.isEqualIgnoringCase("captureTime"), try cursor.kind() == .string {
            return InventoryTime.instant(try cursor.string().string)
          }
          _ = try cursor.skip()
        }
        return nil
      } catch { return nil }
    }
  }

  private mutating func add(_ page: FleetPage, doubt: String?) {
    let time = (try? page.file.state())?.written
    let place = page.scope
    let isShort = page.isShort || doubt != nil
    for source in page.sources {
      let items =
        source == AnswerSources.instances ? page.instanceCount : page.volumeCount
      add(source, place, items: items, at: time, isByFile: true, isShort: isShort)
    }
    if let gap = page.gap ?? doubt { unread.append((page.path, gap)) }
  }

  private mutating func add(
    _ input: LoadedInput, _ answers: inout [(document: Document, format: InputFormat)]
  ) {
    switch input {
    case .refused(let path, _) where Recognition.isPacked(path):
      unread.append((path, Recognition.packed))
    case .refused(let path, let reason): unread.append((path, "\(reason)"))
    case .skipped(let path, .binary):
      if let reason = Recognition.missedAnswer(binary: path) {
        unread.append((path, reason))
      } else {
        skipped["\(SkipReason.binary)", default: 0] += 1
      }
    case .skipped(_, let reason): skipped["\(reason)", default: 0] += 1
    case .file(let file):
      switch Recognition.recognize(file, in: .snapshot) {
      case .skipped(let reason): skipped[reason, default: 0] += 1
      case .refused(let reason, _): unread.append((file.path, reason))
      case .documents(let found): answers += found.map { ($0.document, $0.format) }
      }
    }
  }

  private mutating func add(_ document: Document, _ format: InputFormat, isShort: Bool) {
    let path = document.file.path
    let time = (try? FileDescriptor.open(path).state())?.written
    if format == .collectionNote {
      for diagnostic in CollectionNote.diagnostics(in: document) {
        unread.append((path, diagnostic.message))
      }
      return
    }
    for fault in AnswerShape.faults(in: document) where format.isAnswer {
      unread.append((path, fault.message))
    }
    let sources = AnswerSources.all(in: document.root)
    guard format.isAnswer, !sources.isEmpty else {
      holdsCode = holdsCode || format.isCode
      let title = format.isAnswer ? "\(format.title), other" : format.title
      add(title, PathScope(account: nil, region: nil), items: 1, at: time, isByFile: true)
      return
    }
    let place = AnswerSources.place(of: document)
    for found in sources {
      // Roles are of no region; one is told where the folders around them are called so.
      let isGlobal = found.source.hasPrefix("iam:")
      let place = isGlobal ? PathScope(account: place.account, region: nil) : place
      add(found.source, place, items: found.items, at: time, isByFile: true, isShort: isShort)
    }
  }

  private mutating func add(
    _ source: String, _ place: PathScope, items: Int, at time: Instant?, isByFile: Bool,
    isShort: Bool = false
  ) {
    let key = Key(source: source, place: place)
    let index = places[key] ?? entries.count
    if index == entries.count {
      places[key] = index
      entries.append(
        Entry(source: source, account: place.account, region: place.region, isByFile: isByFile))
    }
    entries[index].files += 1
    entries[index].items += items
    if isShort { entries[index].short += 1 }
    guard let time else {
      entries[index].untimed += 1
      return
    }
    let known = entries[index].times
    entries[index].times =
      min(known?.lowerBound ?? time, time)...max(known?.upperBound ?? time, time)
  }
}

extension InputFormat {
  /// Whether it is what a call answered.
  var isAnswer: Bool {
    switch self {
    case .imageBuilder, .ec2Describe, .iamOutput, .systemsManager, .cloudWatch: true
    case .terraformPlan, .cloudFormation, .cloudFormationParameters, .componentDocument,
      .workflowDocument, .policyDocument, .cloudWatchAgent, .collectionNote:
      false
    }
  }

  /// Whether it declares images and what they are made of.
  fileprivate var isCode: Bool {
    switch self {
    case .terraformPlan, .cloudFormation, .componentDocument, .workflowDocument: true
    default: false
    }
  }
}
