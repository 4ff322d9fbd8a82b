/// Builds a `Node` tree from the events of a reader, within limits.
///
/// In: scalars, opened and closed containers, in text order. Out: the root. Finished nodes wait on one
/// stack until their container closes, so a container costs one allocation. Duplicate keys are
/// collected; what exceeds a limit ends the reading.
struct TreeBuilder {
  /// What an open container is.
  enum Kind { case sequence, mapping }

  /// A closed node with what an alias to it would add.
  struct Finished {
    let node: Node
    /// Values in it, itself and expanded aliases included.
    let size: Int
    /// Levels of containers in it; 0 for a scalar.
    let depth: Int
  }

  private struct Frame {
    let kind: Kind
    let start: Int
    let tag: String?
    /// Where its nodes begin on the stack.
    let base: Int
    /// The count of values before it.
    let countBefore: Int
    /// The deepest nesting in it so far.
    var depth = 0
  }

  let file: SourceFile
  let limits: ReadLimits
  private(set) var problems: Problems
  private var waiting: [Node] = []
  private var frames: [Frame] = []
  private var count = 0

  init(file: SourceFile, limits: ReadLimits) {
    self.file = file
    self.limits = limits
    problems = Problems(file: file)
  }

  /// The kind of the innermost open container.
  var openKind: Kind? { frames.last?.kind }

  /// Where the innermost open container begins.
  var openStart: Int? { frames.last?.start }

  /// Whether the next node of the innermost open container is a key.
  var awaitsKey: Bool {
    guard let frame = frames.last, frame.kind == .mapping else { return false }
    return (waiting.count - frame.base).isMultiple(of: 2)
  }

  /// The finished root, once everything is closed.
  var root: Node? { frames.isEmpty ? waiting.first : nil }

  /// The number of values so far, expanded aliases included.
  var size: Int { count }

  /// Forgets the finished root and counts anew, for the next document of a stream.
  mutating func reset() {
    waiting.removeAll(keepingCapacity: true)
    frames.removeAll(keepingCapacity: true)
    count = 0
  }

  mutating func report(_ diagnostic: Diagnostic) {
    problems.add(diagnostic)
  }

  /// Reports what ended the reading.
  mutating func report(_ failure: ReadFailure) {
    problems.addLast(failure.diagnostic)
  }

  mutating func add(_ node: Node) throws(ReadFailure) {
    try add(Finished(node: node, size: 1, depth: 0), at: node.range)
  }

  /// Adds a whole node, such as one that an alias at `range` stands for.
  mutating func add(_ finished: Finished, at range: SourceRange) throws(ReadFailure) {
    count &+= finished.size
    guard count <= limits.nodes else {
      throw ReadFailure(TreeDiagnostics.tooManyValues(file, at: range, limit: limits.nodes))
    }
    guard frames.count &+ finished.depth <= limits.depth else {
      throw ReadFailure(TreeDiagnostics.tooDeep(file, at: range, limit: limits.depth))
    }
    waiting.append(finished.node)
    if let last = frames.indices.last {
      frames[last].depth = max(frames[last].depth, finished.depth)
    }
  }

  mutating func open(_ kind: Kind, at start: Int, tag: String? = nil) throws(ReadFailure) {
    let range = SourceRange(start, start + 1)
    guard frames.count < limits.depth else {
      throw ReadFailure(TreeDiagnostics.tooDeep(file, at: range, limit: limits.depth))
    }
    guard count < limits.nodes else {
      throw ReadFailure(TreeDiagnostics.tooManyValues(file, at: range, limit: limits.nodes))
    }
    frames.append(
      Frame(kind: kind, start: start, tag: tag, base: waiting.count, countBefore: count))
    count += 1
  }

  /// Closes the innermost container, which ends at `end`.
  @discardableResult
  mutating func close(end: Int, merging: Merging = .none) -> Finished? {
    guard let frame = frames.popLast() else { return nil }
    let range = SourceRange(frame.start, max(end, frame.start))
    let content: Node.Content
    switch frame.kind {
    case .sequence: content = .sequence(Array(waiting[frame.base...]))
    case .mapping: content = .mapping(pairs(from: frame.base, merging: merging))
    }
    waiting.removeSubrange(frame.base...)
    let node = Node(content, range: range, tag: frame.tag)
    waiting.append(node)
    let depth = frame.depth + 1
    if let last = frames.indices.last { frames[last].depth = max(frames[last].depth, depth) }
    return Finished(node: node, size: count - frame.countBefore, depth: depth)
  }

  /// Whether a plain `<<` takes over the pairs of other mappings.
  enum Merging { case none, yaml }

  private mutating func pairs(from base: Int, merging: Merging) -> [Node.Pair] {
    var pairs: [Node.Pair] = []
    pairs.reserveCapacity((waiting.count - base) / 2)
    var index = base
    while index + 1 < waiting.count {
      pairs.append(Node.Pair(key: waiting[index], value: waiting[index + 1]))
      index += 2
    }
    for (second, first) in MappingKeys.duplicates(in: pairs) {
      report(
        TreeDiagnostics.duplicateKey(file, key: pairs[second].key, first: pairs[first].key))
    }
    guard merging == .yaml, pairs.contains(where: { MappingKeys.isMerge($0.key) }) else {
      return pairs
    }
    return MappingKeys.merged(pairs, file: file, problems: &problems)
  }
}

/// Diagnostics of one text, bounded in number.
struct Problems {
  private static let limit = 50

  let file: SourceFile
  private var found: [Diagnostic] = []
  private var unshown = 0
  private var lastUnshown = SourceRange(0, 0)

  init(file: SourceFile) {
    self.file = file
  }

  /// How many there were, shown or not.
  var count: Int { found.count + unshown }

  mutating func add(_ diagnostic: Diagnostic) {
    guard found.count < Self.limit else {
      unshown += 1
      lastUnshown = diagnostic.range
      return
    }
    found.append(diagnostic)
  }

  /// Adds one that is always shown.
  mutating func addLast(_ diagnostic: Diagnostic) {
    found.append(diagnostic)
  }

  /// All that were found, in the order found, with a word on those left out.
  var diagnostics: [Diagnostic] {
    guard unshown > 0 else { return found }
    return found + [TreeDiagnostics.moreProblems(file, at: lastUnshown, count: unshown)]
  }
}
