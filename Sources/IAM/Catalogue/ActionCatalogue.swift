import Synchronization

/// What AWS's services let a policy name: actions, kinds of resources, condition keys.
///
/// The bundled one stands in the executable as text (see docs/iam-catalogue.md) and is not read until
/// somebody asks. Asking first reads the index of services; a service is decoded when it is asked
/// for, once: its names first, everything else when that is wanted. Safe to share between threads.
package final class ActionCatalogue: Sendable {
  /// Of the source: `0.1.202610271`.
  package let version: String
  /// The day the source was made, `2026-10-27`.
  package let date: String
  /// All services, ascending by their bytes.
  package let servicePrefixes: [String]
  /// Number of actions of all services.
  package let actionCount: Int

  private let source: CatalogueSource
  /// One element a service, in the order of `servicePrefixes`.
  private let index: [Entry]
  private let services: Mutex<[Service?]>

  /// Where a service stands in the file.
  private struct Entry: Sendable {
    let prefix: String
    let name: String
    let actionCount: Int
    let range: Range<Int>
  }

  /// The one in the executable.
  ///
  /// First use reads the table of services, in under a millisecond.
  package static let bundled: ActionCatalogue = {
    do throws(CatalogueFault) {
      return try ActionCatalogue(trusted: .bundled)
    } catch {
      preconditionFailure("the bundled catalogue cannot be read: \(error)")
    }
  }()

  /// A catalogue from the bytes of a file, which may hold anything; everything in it is checked.
  package convenience init(checking bytes: [UInt8]) throws(CatalogueFault) {
    guard bytes.count <= Self.maximumBytes else {
      throw CatalogueFault(offset: Self.maximumBytes, reason: "the file is too large")
    }
    try self.init(trusted: .bytes(bytes))
    for number in index.indices { try Service(self, number).check() }
  }

  /// Reads the index and nothing else.
  private init(trusted source: CatalogueSource) throws(CatalogueFault) {
    let beginning = source.part(0..<min(source.count, Self.longestHeader))
    var header = CatalogueLines(beginning, at: 0)
    guard beginning.starts(with: "\(Self.magic)\t\(Self.format)\t".utf8) else {
      throw header.fault("this is no catalogue of format \(Self.format)", at: 0)
    }
    let fields = try header.fields(6)
    version = fields[2]
    date = fields[3]
    let count = try header.number(fields[4], below: Self.maximumServices)
    let start = header.position + (try header.number(fields[5], below: source.count))
    guard start <= source.count else { throw header.fault("the file ends early") }
    var lines = CatalogueLines(source.part(header.position..<start), at: header.position)
    index = try Self.index(&lines, count, start: start, end: source.count)
    servicePrefixes = index.map(\.prefix)
    actionCount = index.reduce(0) { $0 + $1.actionCount }
    self.source = source
    services = Mutex(Array(repeating: nil, count: count))
  }

  /// Reads a line a service; their parts must fill the file from `start` to `end`.
  private static func index(
    _ lines: inout CatalogueLines, _ count: Int, start: Int, end: Int
  ) throws(CatalogueFault) -> [Entry] {
    var entries: [Entry] = []
    var start = start
    for _ in 0..<count {
      let fields = try lines.fields(4)
      guard isPrefix(fields[0]), entries.last.map({ $0.prefix < fields[0] }) ?? true else {
        throw lines.fault("services must be lower-case words in ascending order")
      }
      let size = try lines.number(fields[3], below: end)
      entries.append(
        Entry(
          prefix: fields[0], name: fields[1],
          actionCount: try lines.number(fields[2], below: maximumActions),
          range: start..<start + size))
      start += size
    }
    guard lines.isAtEnd, start == end else {
      throw lines.fault("the services do not add up to the size of the file")
    }
    return entries
  }

  /// A service by its prefix, in any case; nil when the catalogue does not list it.
  package func service(_ prefix: some StringProtocol) -> Service? {
    let wanted = Array(prefix.utf8.map(Self.lowercased))
    var low = 0
    var high = servicePrefixes.count
    while low < high {
      let middle = (low + high) / 2
      if servicePrefixes[middle].utf8.lexicographicallyPrecedes(wanted) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low < servicePrefixes.count, servicePrefixes[low].utf8.elementsEqual(wanted) else {
      return nil
    }
    return service(at: low)
  }

  /// A service by its place in `servicePrefixes`.
  package func service(at number: Int) -> Service {
    services.withLock { services in
      if let service = services[number] { return service }
      let service: Service
      do throws(CatalogueFault) {
        service = try Service(self, number)
      } catch {
        preconditionFailure("a service of a checked catalogue cannot be read: \(error)")
      }
      services[number] = service
      return service
    }
  }

  /// The action called `prefix:Name`, in any case; nil when the catalogue does not list it.
  package func action(_ qualifiedName: some StringProtocol) -> Action? {
    guard let colon = qualifiedName.utf8.firstIndex(of: UInt8(ascii: ":")),
      let service = service(qualifiedName[..<colon]),
      let number = service.number(of: qualifiedName[qualifiedName.utf8.index(after: colon)...])
    else { return nil }
    return service.action(at: number)
  }

  /// How many services have been decoded so far.
  var decodedServiceCount: Int { services.withLock { $0.count { $0 != nil } } }
}

extension ActionCatalogue {
  /// First words of the file, and the version of its format.
  static let magic = "assay-iam-catalogue"
  static let format = "1"
  /// The most bytes of a file; eight times the bundled one.
  package static let maximumBytes = 8 << 20
  /// The most bytes of the first line.
  static let longestHeader = 256
  static let maximumServices = 10_000
  /// The most actions, kinds of resources, keys of one service.
  static let maximumActions = 10_000

  /// Whether a text can stand before the colon of an action.
  static func isPrefix(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
      }
  }

  /// A byte with an ASCII capital made small.
  static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }

  /// The parts of the file that belong to one service.
  func block(at number: Int) -> (prefix: String, name: String, actions: Int, lines: CatalogueLines)
  {
    let entry = index[number]
    let lines = CatalogueLines(source.part(entry.range), at: entry.range.lowerBound)
    return (entry.prefix, entry.name, entry.actionCount, lines)
  }
}
