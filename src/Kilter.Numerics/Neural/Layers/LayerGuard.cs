namespace Kilter.Numerics.Neural.Layers;

/// <summary>Checks of settings whose messages name the layer, the setting, the value and what would do.</summary>
internal static class LayerGuard
{
    public static int AtLeastOne(int value, string layer, string setting)
        => value >= 1 ? value : throw new ArgumentOutOfRangeException(setting, value, $"Layer '{layer}': {setting} is {value}; it must be at least 1.");

    public static int NotNegative(int value, string layer, string setting)
        => value >= 0 ? value : throw new ArgumentOutOfRangeException(setting, value, $"Layer '{layer}': {setting} is {value}; it must be at least 0.");

    /// <summary>A layer inside this one.</summary>
    public static T Given<T>(T? value, string layer, string setting)
        where T : class
        => value ?? throw new ArgumentNullException(setting, $"Layer '{layer}': {setting} is missing.");

    /// <summary>The layers inside this one: at least one.</summary>
    public static IReadOnlyList<ILayer> Inside(IReadOnlyList<ILayer>? value, string layer, string setting)
        => Given(value, layer, setting).Count > 0 ? [.. value!] : throw new ArgumentException($"Layer '{layer}': {setting} is empty; it must hold at least one layer.", setting);

    /// <summary>A share that is dropped: [0, 1).</summary>
    public static double Rate(double value, string layer, string setting)
        => value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(setting, value, FormattableString.Invariant($"Layer '{layer}': {setting} is {value}; it must be at least 0 and below 1."));

    public static double InRange(double value, double low, double high, string layer, string setting)
        => value >= low && value <= high ? value : throw new ArgumentOutOfRangeException(setting, value, FormattableString.Invariant($"Layer '{layer}': {setting} is {value}; it must lie in [{low}, {high}]."));

    /// <summary>φ of a recurrent layer.</summary>
    public static ActivationFunction Cell(ActivationFunction value, string layer, string setting)
        => value == ActivationFunction.Tanh || value == ActivationFunction.Relu ? value : throw new ArgumentException($"Layer '{layer}': {setting} is '{value.Name}'; it must be 'tanh' or 'relu'.", setting);

    /// <summary>σ of a recurrent layer.</summary>
    public static ActivationFunction Gate(ActivationFunction value, string layer, string setting)
        => value == ActivationFunction.Sigmoid || value == ActivationFunction.HardSigmoid ? value : throw new ArgumentException($"Layer '{layer}': {setting} is '{value.Name}'; it must be 'sigmoid' or 'hard-sigmoid'.", setting);
}
