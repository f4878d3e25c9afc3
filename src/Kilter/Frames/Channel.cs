namespace Kilter.Frames;

/// <summary>One measured variable of a <see cref="Frame"/>.</summary>
/// <param name="Name">The name as the user's data gives it; unique in its frame.</param>
/// <param name="Unit">The unit as stated in the data (<c>°C</c>, <c>L/min</c>), or null where none is stated.</param>
public sealed record Channel(string Name, string? Unit = null);
