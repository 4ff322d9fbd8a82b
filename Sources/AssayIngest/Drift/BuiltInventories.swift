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
  /// Files that tell of no packages, or of no AMI, with the reason; sorted by path.
  package private(set) var unread: [(path: String, why: String)] = []
  private var pages: [String: Pages] = [:]

  /// Pages of answers that name the next one; a list is whole when one of them does not.
  private struct Pages {
    var all = 0
    var last = 0
  }

  package init(_ paths: [String]) {
    for path in paths {
      for input in FileLoader().load(path) { add(input) }
    }
    for (image, pages) in pages where pages.last == 0 {
      lists[image]?.gap = "the last page of the answer is not here"
    }
    unread.sort { $0.path < $1.path }
  }

  private mutating func add(_ input: LoadedInput) {
    switch input {
    case .refused(let path, let reason): unread.append((path, "\(reason)"))
    case .skipped: break
    case .file(let file):
      guard let image = Self.image(of: file.path) else {
        unread.append((file.path, "no part of its path is the id of an AMI"))
        return
      }
      guard let list = Self.list(in: file, &pages[image, default: Pages()]) else {
        unread.append((file.path, "it holds no list of packages"))
        return
      }
      var known = lists[image] ?? PackageList(rows: [])
      known.rows += list.rows
      known.gap = known.gap ?? list.gap
      lists[image] = known
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

  private static func list(in file: SourceFile, _ pages: inout Pages) -> PackageList? {
    pages.all += 1
    if let document = JSONReader.read(file).0 {
      let root = document.root
      if let packages = root["imagePackageList"]?.elements {
        let token = root["nextToken"]
        if token == nil || token?.isNull == true || token?.text == "" { pages.last += 1 }
        return PackageList(
          rows: packages.compactMap { package in
            package["packageName"]?.text.map { name in
              PackageRow(name: name, version: package["packageVersion"]?.text)
            }
          })
      }
      pages.last += 1
      return answer(Datum(root, in: file)) ?? lines([document])
    }
    pages.last += 1
    let (documents, diagnostics) = JSONReader.readLines(file)
    guard diagnostics.isEmpty else {
      return documents.isEmpty
        ? nil : lines(documents).map { PackageList(rows: $0.rows, gap: "the file is cut off") }
    }
    return lines(documents)
  }

  /// An answer about inventory.
  private static func answer(_ root: Datum) -> PackageList? {
    let data = root["Entities"]?.elements ?? [root]
    let items = data.flatMap { InventoryAnswer.items($0) }.filter { $0.type == "AWS:Application" }
    guard let item = items.first else { return nil }
    let isFull = item.rows.count >= NodeInventory.greatestCount
    return PackageList(
      rows: item.rows.compactMap(row),
      gap: item.gap
        ?? (items.count > 1 ? "the answer is of several nodes" : nil)
        ?? (isFull ? "the list ends at \(item.rows.count) rows" : nil))
  }

  /// An object of Resource Data Sync.
  private static func lines(_ documents: [Document]) -> PackageList? {
    let rows = documents.map { InventoryRow(Datum($0.root, in: $0.file)) }
    guard !rows.isEmpty, rows.allSatisfy({ $0["Name"] != nil && $0["Version"] != nil }) else {
      return nil
    }
    return PackageList(rows: rows.compactMap(row))
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
