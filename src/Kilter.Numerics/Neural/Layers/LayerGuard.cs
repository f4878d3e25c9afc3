namespace Kilter.Numerics.Neural.Layers;

/// <summary>Checks of settings whose messages name the layer, the setting, the value and what would do.</summary>
internal static class LayerGuard
{
    public static int AtLeastOne(int value, string layer, string setting)
        => value >= 1 ? value : throw new ArgumentOutOfRangeException(setting, value, $"Layer '{layer}': {setting} is {value}; it must be at least 1.");

    public static int NotNegative(int value, string layer, string setting)
        => value >= 0 ? value : throw new ArgumentOutOfRangeException(setting, value, $"Layer '{layer}': {setting} is {value}; it must be at least 0.");

    /// <summary>A share that is dropped: [0, 1).</summary>
    public static double Rate(double value, string layer, string setting)
        => value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(setting, value, FormattableString.Invariant($"Layer '{layer}': {setting} is {value}; it must be at least 0 and below 1."));

    public static double InRange(double value, double low, double high, string layer, string setting)
        => value >= low && value <= high ? value : throw new ArgumentOutOfRangeException(setting, value, FormattableString.Invariant($"Layer '{layer}': {setting} is {value}; it must lie in [{low}, {high}]."));
}
