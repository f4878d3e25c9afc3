namespace Kilter.Cli.Rendering;

/// <summary>A column of a table, and how it gives way where the terminal is narrow.</summary>
/// <param name="Title">Its head, for people.</param>
/// <param name="Key">Its name in JSON and CSV.</param>
/// <param name="RightAligned">True for numbers.</param>
/// <param name="Wraps">True for sentences: they take several lines.</param>
/// <param name="Cuts">True for names: they end with "…".</param>
/// <param name="Drop">Left out, the lower the earlier; 0 for never.</param>
/// <param name="NarrowTitle">Its head there; null for the same.</param>
internal readonly record struct Column(string Title, string Key, bool RightAligned = false, bool Wraps = false, bool Cuts = false, int Drop = 0, string? NarrowTitle = null);
