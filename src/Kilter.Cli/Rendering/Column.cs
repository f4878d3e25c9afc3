namespace Kilter.Cli.Rendering;

/// <summary>A column of a table.</summary>
/// <param name="Title">Its head, for people.</param>
/// <param name="Key">Its name in JSON and CSV.</param>
/// <param name="RightAligned">True for numbers.</param>
/// <param name="Wraps">True for sentences: on a narrow terminal they take several lines; everything else keeps its line.</param>
internal readonly record struct Column(string Title, string Key, bool RightAligned = false, bool Wraps = false);
