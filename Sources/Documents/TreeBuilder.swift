/// Builds a `Node` tree from the events of a reader, within limits.
///
/// In: scalars, opened and closed containers, in text order. Out: the root. Nodes are moved, never
/// copied, from their frame into their container. Duplicate keys are collected; what exceeds a limit
/// ends the reading.
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
    /// The count of values before it.
    let countBefore: Int
    var elements: [Node] = []
    var pairs: [Node.Pair] = []
    /// The key that waits for its value.
    var key: Node?
    /// The deepest nesting in it so far.
    var depth = 0

    mutating func take(_ node: consuming Node, depth: Int) {
      self.depth = max(self.depth, depth)
      if kind == .sequence {
        elements.append(node)
      } else if let key = self.key.take() {
        pairs.append(Node.Pair(key: key, value: node))
      } else {
        key = node
      }
    }
  }

  let file: SourceFile
  let limits: ReadLimits
  private(set) var problems: Problems
  private var frames: [Frame] = []
  private var count = 0

  init(file: SourceFile, limits: ReadLimits) {
    self.file = file
    self.limits = limits
    problems = Problems(file: file)
  }

  /// The kind of the innermost open container.
  ///
  /// Read by index, here and below: `last` would copy the frame with all it holds.
  var openKind: Kind? { frames.isEmpty ? nil : frames[frames.count - 1].kind }

  /// Where the innermost open container begins.
  var openStart: Int? { frames.isEmpty ? nil : frames[frames.count - 1].start }

  /// Whether the next node of the innermost open container is a key.
  var awaitsKey: Bool {
    guard !frames.isEmpty, frames[frames.count - 1].kind == .mapping else { return false }
    return frames[frames.count - 1].key == nil
  }

  /// The finished root, once everything is closed.
  private(set) var root: Node?

  /// The number of values so far, expanded aliases included.
  var size: Int { count }

  /// Forgets the finished root and counts anew, for the next document of a stream.
  mutating func reset() {
    root = nil
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

  /// Adds a scalar.
  mutating func add(_ node: consuming Node) throws(ReadFailure) {
    count &+= 1
    guard count <= limits.nodes else {
      throw ReadFailure(TreeDiagnostics.tooManyValues(file, at: node.range, limit: limits.nodes))
    }
    give(node, depth: 0)
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
    give(finished.node, depth: finished.depth)
  }

  /// Gives a finished node to its container, or makes it the root.
  private mutating func give(_ node: consuming Node, depth: Int) {
    if !frames.isEmpty {
      frames[frames.count - 1].take(node, depth: depth)
    } else {
      root = node
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
    var frame = Frame(kind: kind, start: start, tag: tag, countBefore: count)
    // Most containers have a few values: this spares growing by one and two.
    if kind == .mapping { frame.pairs.reserveCapacity(4) }
    frames.append(frame)
    count += 1
  }

  /// Closes the innermost container, which ends at `end`.
  @discardableResult
  mutating func close(end: Int, merging: Merging = .none) -> Finished? {
    guard let frame = frames.popLast() else { return nil }
    let range = SourceRange(frame.start, max(end, frame.start))
    let content: Node.Content
    switch frame.kind {
    case .sequence: content = .sequence(frame.elements)
    case .mapping: content = .mapping(checked(frame.pairs, merging: merging))
    }
    let finished = Finished(
      node: Node(content, range: range, tag: frame.tag), size: count - frame.countBefore,
      depth: frame.depth + 1)
    give(finished.node, depth: finished.depth)
    return finished
  }

  /// Whether a plain `<<` takes over the pairs of other mappings.
  enum Merging { case none, yaml }

  private mutating func checked(_ pairs: [Node.Pair], merging: Merging) -> [Node.Pair] {
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
