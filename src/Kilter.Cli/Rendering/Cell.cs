namespace Kilter.Cli.Rendering;

/// <summary>A cell of a table.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Ink">In which colour.</param>
/// <param name="Narrow">What it says where the terminal is narrow; null for the same.</param>
internal readonly record struct Cell(string Text, Ink Ink = Ink.Plain, string? Narrow = null);
