/// Names the room; replaced by its content.
enum Room {}
