'use client';
import { createContext } from 'react';
import { emptyForm } from './form-state.ts';

/** The state of the form a field stands in. */
export const FormContext = createContext(emptyForm);
