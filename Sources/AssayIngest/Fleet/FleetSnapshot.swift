import AssayModel
package import Documents
import Records
import Synchronization

/// A snapshot of a fleet: which files it has, and what each is for; large ones are not read yet.
///
/// In: folders and files in any mixture of Resource Data Sync objects, answers of AWS calls, and
/// image-as-code. Out: the units that can be read one by one, each an instance or node with all that
/// speaks of it, and the documents that everything else is in.
package struct FleetSnapshot: Sendable {
  /// An instance or a node, and where the snapshot tells of it.
  struct Unit: Sendable {
    let id: String
    var instances: [ElementPlace] = []
    var volumes: [ElementPlace] = []
    var objects: [InventoryObject] = []
    /// Units that have a volume together with this one, and are read with it.
    var others: [Unit] = []
  }

  /// An object of Resource Data Sync.
  struct InventoryObject: Sendable {
    /// Position of the listing, and of the file in it.
    let listing: Int32
    let file: Int32
    /// Position of its key among those of the snapshot.
    let key: Int32
  }

  let listings: [FolderListing]
  let keys: [InventoryObjectKey]
  /// Those beside whose objects something lies that may be one and was not read.
  private let doubted: Set<InventoryObjectKey>
  let pages: [FleetPage]
  /// Ascending by id; a volume of no instance is one by itself.
  var units: [Unit]
  /// Everything else, as the gate reads it.
  package let documents: [LoadedInput]
  /// What was given, whole objects of one type as one.
  let reports: [InputReport]
  /// Where pages of large answers would lie that are missing among others.
  let missingPages: [String]
  /// What it holds of which sources, without those of documents.
  let answers: ReadAnswers
  /// What lists of instances are held against.
  let heartbeats: Heartbeats

  /// What this night knows of its large answers; none when nobody compares nights.
  package private(set) var pageMemory = PageMemory()

  /// Lists folders and looks into large answers.
  ///
  /// `memory`: asked for once folders are listed, what earlier nights know of large answers; nil when nobody
  /// compares nights. `settled`: files that changed since then, in nanoseconds since 1970, are not trusted to
  /// keep their time when they change again. `listed` is told the documents before large answers are gone through.
  /// `spread` does work for each number below a count, on whatever threads.
  package init(
    _ paths: [String], memory: (() -> PageMemory)? = nil, settled: Int64 = 0,
    listed: (_ documents: [LoadedInput]) -> Void = { _ in },
    spread: (_ count: Int, _ work: @Sendable (Int) -> Void) -> Void = { count, work in
      for number in 0..<count { work(number) }
    }
  ) {
    var survey = Survey(answers: ReadAnswers(roots: paths))
    for path in paths { survey.add(path, spread) }
    listed(survey.documents)
    survey.addPages(memory?(), spread)
    listings = survey.listings
    keys = survey.keys
    doubted = survey.doubted
    documents = survey.documents
    reports = survey.reports
    answers = survey.answers
    missingPages = survey.missingPages
    survey.uniteSharers()
    if memory != nil { pageMemory.add(survey.pages, unchangedSince: settled) }
    pages = survey.pages.map { page in
      var page = page
      page.forgetPlaces()
      return page
    }
    units = survey.units.all.sorted { $0.id < $1.id }
    heartbeats = Heartbeats(units, keys)
  }

  /// Instances and nodes that it tells of.
  package var count: Int { units.count }

  /// The sources that it holds whole, by account and region.
  var collected: Set<CollectedScope> {
    // A page that could not be read to its end may tell of what no other one does.
    let broken = pages.filter { $0.gap != nil && $0.sources.contains(AnswerSources.instances) }
      .map(\.scope)
    var scopes = Set(
      pages.compactMap(\.collected).filter { scope in
        let place = PathScope(account: scope.account, region: scope.region)
        return !broken.contains { $0.mayBe(place) }
      })
    for key in keys where !doubted.contains(key) {
      guard let source = CollectedScope.Source(rawValue: key.type) else { continue }
      scopes.insert(CollectedScope(source, account: key.account, region: key.region))
    }
    return scopes
  }
}

/// Sorts files by what they are for.
private struct Survey {
  init(answers: ReadAnswers) { self.answers = answers }

  var listings: [FolderListing] = []
  var keys: [InventoryObjectKey] = []
  var doubted: Set<InventoryObjectKey> = []
  var pages: [FleetPage] = []
  var documents: [LoadedInput] = []
  var units = UnitTable()
  var reports: [InputReport] = []
  var missingPages: [String] = []
  var answers: ReadAnswers
  private var numbers: [InventoryObjectKey: Int] = [:]
  /// Large answers that nobody has looked through yet.
  private var found: [(file: FileDescriptor, path: String, source: String)] = []

  mutating func add(_ path: String, _ spread: FolderLister.Spread) {
    var lister = FolderLister()
    // Objects of types that nobody reads are only counted.
    let above = InventoryObjectKey.folders(to: path)
    lister.asksState = { names in
      let key = InventoryObjectKey(folders: above + names)
      return key.map { InventoryObjectReader.types.contains($0.type) } ?? true
    }
    guard case .success(let listing) = lister.list(path, spread: spread) else {
      addFile(path)
      return
    }
    let number = listings.count
    listings.append(listing)
    var counts: [String: Int] = [:]
    // Folders mostly hold objects of the same nodes.
    var expected = UnitTable.Order()
    for folder in listing.folders {
      guard let key = InventoryObjectKey(folders: above + folder.names) else {
        for file in folder.files { addDocument(listing.files[file], of: listing) }
        continue
      }
      let keyNumber = self.number(of: key)
      if InventoryObjectReader.types.contains(key.type), !folder.files.isEmpty {
        answers.add(key, folder: folder.path, listing.files[folder.files].map(\.state))
      }
      var count = 0
      expected.start(
        PathScope(account: key.account, region: key.region), count: folder.files.count)
      for index in folder.files {
        let file = listing.files[index]
        let known = listing.withName(of: file) { expected.unit(ofFile: $0, in: units) }
        let unit =
          known
          ?? InventoryObjectKey.node(ofFile: listing.name(of: file)).map { units.number(of: $0) }
        guard let unit else {
          if InventoryObjectKey.mayTell(listing.name(of: file)) { doubted.insert(key) }
          addDocument(file, of: listing)
          continue
        }
        expected.add(unit)
        count += 1
        units[unit].objects.append(
          .init(listing: Int32(number), file: Int32(index), key: Int32(keyNumber)))
      }
      expected.end()
      if count > 0 { counts[key.type, default: 0] += count }
    }
    for (type, count) in counts.sorted(by: { $0.key < $1.key }) {
      let isRead = InventoryObjectReader.types.contains(type)
      reports.append(
        InputReport(
          path: "\(path)#\(type)",
          status: isRead
            ? .read(format: "Resource Data Sync", resources: count)
            : .skipped(reason: "no rule asks for this inventory type")))
    }
    for input in listing.leftOut { doubt(input.path) }
    documents += listing.leftOut.map { Self.unread($0, below: path) }
  }

  /// A link that may lead to answers outside of the folder is what was not read, and not what is no input.
  private static func unread(_ input: LoadedInput, below folder: String) -> LoadedInput {
    guard case .skipped(let path, .symbolicLink) = input else { return input }
    switch LinkTarget(path, below: folder) {
    case .inside: return input
    case .file
    where !InventoryObjectKey.mayTell(path.split(separator: "/").last.map(String.init) ?? ""):
      return input
    case .file, .folder, .nothing:
      return .refused(path: path, reason: .unreadable("\(SkipReason.symbolicLink)"))
    }
  }

  /// Notes that something among objects was not read.
  private mutating func doubt(_ path: String) {
    let names = InventoryObjectKey.folders(to: path)
    guard let name = names.last, InventoryObjectKey.mayTell(name),
      let key = InventoryObjectKey(folders: names.dropLast())
    else { return }
    doubted.insert(key)
  }

  /// Makes one unit of instances that have a volume together, directly or by way of others.
  mutating func uniteSharers() {
    var leaders: [String: String] = [:]
    func leader(of id: String) -> String {
      var id = id
      while let next = leaders[id] { id = next }
      return id
    }
    let groups = pages.flatMap(\.sharers)
    for group in groups {
      let found = Set(group.map(leader)).sorted()
      for other in found.dropFirst() { leaders[other] = found[0] }
    }
    for id in leaders.keys.sorted() {
      guard let unit = units.take(id) else { continue }
      units[units.number(of: leader(of: id))].others.append(unit)
    }
  }

  private mutating func number(of key: InventoryObjectKey) -> Int {
    if let number = numbers[key] { return number }
    keys.append(key)
    numbers[key] = keys.count - 1
    return keys.count - 1
  }

  private mutating func addFile(_ path: String) {
    if let file = try? FileDescriptor.open(path), addPage(file, path: path) { return }
    documents += FileLoader().load(path)
  }

  private mutating func addDocument(_ file: FolderListing.File, of listing: FolderListing) {
    let path = listing.path(of: file)
    if let opened = try? listing.open(file), addPage(opened, path: path) { return }
    documents += FileLoader().loadFound(path)
  }

  /// False for what is no large answer.
  private mutating func addPage(_ file: FileDescriptor, path: String) -> Bool {
    let size = (try? file.state())?.size ?? 0
    guard let beginning = try? file.bytes(min(size, 4_096), at: 0),
      let source = FleetPage.source(beginning: beginning)
    else { return false }
    found.append((file, path, source))
    return true
  }

  /// Goes through the large answers that were found.
  mutating func addPages(
    _ memory: PageMemory?, _ spread: (Int, @Sendable (Int) -> Void) -> Void
  ) {
    let found = found
    let read = Mutex<[Int: FleetPage]>([:])
    spread(found.count) { number in
      let (file, path, source) = found[number]
      var page =
        memory?.page(file, path: path, number: number)
        ?? FleetPage(
          file, path: path, number: number, isDigesting: memory != nil,
          known: memory?.elements(of: path) ?? KnownElements())
      page.beginsAs = source
      let whole = page
      read.withLock { $0[number] = whole }
    }
    pages = read.withLock { read in found.indices.compactMap { read[$0] } }
    // Of an answer in pages the last one says that it is the last.
    let ended = Set(pages.filter { !$0.goesOn }.flatMap(\.answers))
    for index in pages.indices
    where pages[index].goesOn && ended.isDisjoint(with: pages[index].answers) {
      pages[index].markUnfinished()
    }
    for gap in PageSeries.gaps(
      pages.map { ($0.path, $0.goesOn) }, others: documents.lazy.map(\.path))
    {
      pages[gap.neighbour].markUnfinished("the page beside it is not here")
      missingPages.append(gap.path)
      reports.append(
        InputReport(path: gap.path, status: .refused(reason: PageSeries.Gap.reason)))
    }
    for page in pages {
      answers.add(page)
      for (id, places) in page.instances {
        units[units.number(of: id)].instances += places
      }
      for (id, places) in page.volumes { units[units.number(of: id)].volumes += places }
      reports.append(
        InputReport(
          path: page.path,
          status: .read(format: InputFormat.ec2Describe.title, resources: page.count),
          gap: page.gap))
    }
  }
}
