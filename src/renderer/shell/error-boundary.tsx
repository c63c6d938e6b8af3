import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { ErrorState } from '../ui/error-state.tsx';

interface Props {
  readonly children: ReactNode;
}

interface State {
  readonly error: Error | undefined;
}

/** Keeps a defect of one screen on that screen; the rest of the window goes on. */
export class ErrorBoundary extends Component<Props, State> {
  override readonly state: State = { error: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: unknown, { componentStack }: ErrorInfo): void {
    console.error(error, componentStack);
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <ErrorState
        look="screen"
        error={{
          code: 'internal',
          message: 'This screen met a defect and could not be shown.',
          hint: 'Nothing that runs is affected. Please report it with the steps that led here.',
          details: { error: error.message, stack: error.stack?.split('\n').slice(0, 6) },
        }}
        actions={<Button onClick={() => this.setState({ error: undefined })}>Show the screen again</Button>}
      />
    );
  }
}
