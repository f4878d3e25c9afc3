namespace Kilter.Numerics.Neural.Layers;

/// <summary>A layer that walks along the steps with a state and gives its output at every step, or at the last: LSTM, GRU, plain recurrent layer.</summary>
public interface IRecurrentLayer : ILayer
{
    /// <summary>H, the width of state and output.</summary>
    int Units { get; }

    /// <summary>Whether every step's output goes out, or the last one's alone.</summary>
    bool ReturnSequences { get; }
}
