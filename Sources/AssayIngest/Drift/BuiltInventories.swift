package import AssayModel
import Documents
import Records

/// What images had when they were built, each in files named for its AMI.
///
/// In: files and folders. A file or folder whose name begins with the id of an AMI, `ami-0abc….json`,
/// tells of that AMI. Read are answers of `imagebuilder list-image-packages`, of `ssm get-inventory` and
/// `ssm list-inventory-entries`, and `AWS:Application` objects of Resource Data Sync, of one
/// instance that nothing else was done to. Out: one list an AMI, of all its files together.
package struct BuiltInventories: Sendable {
  /// Keyed by id of the AMI.
  package private(set) var lists: [String: PackageList] = [:]
  /// Files that tell of no packages, or of no AMI, or that contradict each other, with the reason; sorted by path.
  package private(set) var unread: [(path: String, why: String)] = []
  /// Keyed by id of the AMI.
  private var files: [String: [File]] = [:]

  /// What one file says of an AMI.
  private struct File {
    let path: String
    /// What tells of it: the service, or a node at a time.
    ///
    /// Files of one source are pages or pieces of one list.
    let source: String
    let list: PackageList
    /// Whether no page comes after it.
    let isLast: Bool
  }

  package init(_ paths: [String]) {
    for path in paths {
      for input in FileLoader().load(path) { add(input) }
    }
    for (image, files) in files { join(files.sorted { $0.path < $1.path }, of: image) }
    unread.sort { $0.path < $1.path }
  }

  /// Makes one list of the files of an AMI; lists that contradict each other are none.
  private mutating func join(_ files: [File], of image: String) {
    var lists: [PackageList] = []
    for (source, found) in Dictionary(grouping: files, by: \.source).sorted(by: { $0.key < $1.key })
    {
      let pages = Self.distinct(found)
      if source == Self.service, pages.count > 1, pages.allSatisfy(\.isLast) {
        // Each is an answer of its own.
        lists += pages.map(\.list)
        continue
      }
      var list = PackageList(
        rows: pages.flatMap(\.list.rows), gap: pages.compactMap(\.list.gap).first)
      if let gap = Self.gap(among: pages) { list.gap = gap }
      if pages.count(where: \.isLast) > 1, source == Self.service {
        list.gap = list.gap ?? "pages of several answers stand beside each other"
      }
      if source != Self.service, list.rows.count >= NodeInventory.greatestCount {
        list.gap = list.gap ?? NodeInventory.fullList
      }
      // A system without any package is none.
      if list.rows.isEmpty { list.gap = list.gap ?? "it is empty" }
      lists.append(list)
    }
    guard let list = lists.first else { return }
    guard lists.allSatisfy({ Set($0.rows) == Set(list.rows) }) else {
      unread += files.map { ($0.path, "the lists of \(image) contradict each other") }
      return
    }
    self.lists[image] = list
  }

  /// Without those that say again what another one says: an answer may be kept in two places.
  private static func distinct(_ files: [File]) -> [File] {
    var said: Set<Set<PackageRow>> = []
    return files.filter { said.insert(Set($0.list.rows)).inserted }
  }

  /// Which page of a list is missing; nil where nothing says that one is.
  private static func gap(among pages: [File]) -> String? {
    guard pages.contains(where: \.isLast) else { return "the last page of the answer is not here" }
    let answers = pages.map { (path: $0.path, goesOn: !$0.isLast) }
    if let gap = PageSeries.gaps(answers, others: []).first {
      return "the page `\(gap.path)` of the answer is not here"
    }
    // Of a page that does not go on only its number tells that others come before it.
    let series = Dictionary(grouping: answers.compactMap { PageName($0.path) }, by: \.series)
    let isWithoutFirst = series.values.contains { ($0.map(\.number).min() ?? 0) > 1 }
    return isWithoutFirst ? "the first page of the answer is not here" : nil
  }

  /// The source of answers of `list-image-packages`.
  private static let service = "imagebuilder:ListImagePackages"

  private mutating func add(_ input: LoadedInput) {
    switch input {
    case .refused(let path, let reason): unread.append((path, "\(reason)"))
    case .skipped: break
    case .file(let file):
      guard let image = Self.image(of: file.path) else {
        unread.append((file.path, "no part of its path is the id of an AMI"))
        return
      }
      guard let read = Self.read(file) else {
        unread.append((file.path, "it holds no list of packages"))
        return
      }
      files[image, default: []].append(read)
    }
  }

  /// The last part of a path that begins with the id of an AMI.
  private static func image(of path: String) -> String? {
    for part in path.split(separator: "/").reversed() {
      let id = part.prefix { $0 != "." && $0 != "_" && $0 != ":" }
      if AMIName.isOne(String(id)) { return String(id) }
    }
    return nil
  }

  private static func read(_ file: SourceFile) -> File? {
    func told(_ list: PackageList, _ source: String, isLast: Bool = true) -> File {
      File(path: file.path, source: source, list: list, isLast: isLast)
    }
    if let document = JSONReader.read(file).0 {
      let root = document.root
      if let packages = root["imagePackageList"]?.elements {
        let rows = packages.compactMap { package in
          package["packageName"]?.text.map { name in
            PackageRow(name: name, version: package["packageVersion"]?.text)
          }
        }
        return told(PackageList(rows: rows), service, isLast: root.continuation == nil)
      }
      let datum = Datum(root, in: file)
      if let (list, source) = answer(datum) {
        return told(list, source, isLast: root.continuation == nil)
      }
      return lines([document]).map { told($0, $1) }
    }
    let (documents, diagnostics) = JSONReader.readLines(file)
    guard let (list, source) = lines(documents) else { return nil }
    return told(
      diagnostics.isEmpty ? list : PackageList(rows: list.rows, gap: "the file is cut off"), source)
  }

  /// An answer about inventory.
  private static func answer(_ root: Datum) -> (PackageList, String)? {
    let data = root["Entities"]?.elements ?? [root]
    let items = data.flatMap { entity in
      InventoryAnswer.items(entity).map { (entity["Id"] ?? entity["InstanceId"], $0) }
    }.filter { $0.1.type == "AWS:Application" }
    guard let (node, item) = items.first else { return nil }
    let list = PackageList(
      rows: item.rows.compactMap(row),
      gap: (item.gap == InventoryAnswer.firstPage ? nil : item.gap)
        ?? (items.count > 1 ? "the answer is of several nodes" : nil))
    return (list, source(node?.scalarText, item.captureTime))
  }

  /// An object of Resource Data Sync.
  private static func lines(_ documents: [Document]) -> (PackageList, String)? {
    let rows = documents.map { InventoryRow(Datum($0.root, in: $0.file)) }
    guard let first = rows.first, rows.allSatisfy({ $0["Name"] != nil && $0["Version"] != nil })
    else { return nil }
    return (
      PackageList(rows: rows.compactMap(row)),
      source(first["resourceId"]?.text, first["captureTime"]?.text)
    )
  }

  private static func source(_ node: String?, _ time: String?) -> String {
    "\(node ?? "") \(time ?? "")"
  }

  private static func row(_ row: InventoryRow) -> PackageRow? {
    let record = InstalledPackage.draft(row)
    guard let name = record["name"].text else { return nil }
    func part(_ field: String) -> PackageRow.Part {
      record[field].state == .unknown ? .untold : .told(record[field].text)
    }
    return PackageRow(
      name: name, version: record["version"].text, release: part("release"),
      epoch: part("epoch"), architecture: record["architecture"].text,
      kind: record["packageKind"].text.flatMap(PackageRow.Kind.init))
  }
}
